import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createCheckpointKey } from '../../src/checkpoint/system/checkpoint-key.ts';
import { isSignedBy, makeKeys, readPublicKey } from '../../src/platform/ed25519.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';

const BYTES = Buffer.from('checkpoint-portal test\n17');

test('a key is made at the first start, its owner`s alone, and is the same after each further one', async () => {
  const folder = temporaryFolder();
  const first = await open(folder);
  expect(readdirSync(folder)).toEqual(['checkpoint.key']);
  expect(statSync(join(folder, 'checkpoint.key')).mode & 0o777).toBe(0o600);
  const written = readFileSync(join(folder, 'checkpoint.key'), 'utf8');
  expect(written).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const second = await open(folder);
  expect(second.key.publicKey).toBe(first.key.publicKey);
  expect(Buffer.from(second.key.sign(BYTES))).toEqual(Buffer.from(first.key.sign(BYTES)));
  expect(readFileSync(join(folder, 'checkpoint.key'), 'utf8')).toBe(written);
  expect([first.key.fault(), second.key.fault()]).toEqual([undefined, undefined]);
  expect([...first.log.lines, ...second.log.lines]).toEqual([]);
});

test('it signs from the first moment, before it is on the disk', () => {
  const key = createCheckpointKey(temporaryFolder(), createMemoryLog());
  expect(isSigned(key)).toBe(true);
  return key.settled;
});

test('two checkpoints have two keys', async () => {
  const [one, other] = [await open(temporaryFolder()), await open(temporaryFolder())];
  expect(one.key.publicKey).not.toBe(other.key.publicKey);
  expect(isSignedBy(readPublicKey(one.key.publicKey), BYTES, other.key.sign(BYTES))).toBe(false);
});

test.each([
  ['nothing', () => ''],
  ['half of it', (pem: string) => pem.slice(0, pem.length / 2)],
  ['zeros', (pem: string) => '\0'.repeat(pem.length)],
])(
  'a file with %s in it is set aside, and a new key is told of until a person has seen to it',
  async (_, spoil) => {
    const folder = temporaryFolder();
    const path = join(folder, 'checkpoint.key');
    const { privatePem, publicKey } = makeKeys();
    writeFileSync(`${path}.damaged-1`, 'of an earlier mishap');
    writeFileSync(path, spoil(privatePem));
    const { key, log } = await open(folder);
    expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe('of an earlier mishap');
    expect(readFileSync(`${path}.damaged-2`, 'utf8')).toBe(spoil(privatePem));
    expect(log.lines).toEqual([
      expect.stringMatching(/^<3>the checkpoint's key was damaged .*damaged-2; a new/),
    ]);
    expect(key.publicKey).not.toBe(publicKey);
    expect(isSigned(key)).toBe(true);
    expect(key.fault()).toContain('checkpoint.key.damaged-2');

    const next = await open(folder);
    expect([next.key.publicKey, next.log.lines]).toEqual([key.publicKey, []]);
    expect(next.key.fault()).toContain('checkpoint.key.damaged-2');
    for (const n of [1, 2]) rmSync(`${path}.damaged-${n}`);
    expect(next.key.fault()).toBeUndefined();
  },
);

test.each([
  ['a file stands where the folder should be', 'ENOTDIR', (path: string) => writeFileSync(path, '')],
  ['the folder is not there', 'ENOENT', () => undefined],
  [
    'the key cannot be read',
    'EISDIR',
    (path: string) => mkdirSync(join(path, 'checkpoint.key'), { recursive: true }),
  ],
  [
    'the key cannot be written',
    'EISDIR',
    (path: string) => mkdirSync(join(path, 'checkpoint.key.new'), { recursive: true }),
  ],
])('where %s, a key lives in memory and the fault says why', async (_, code, spoil) => {
  const directory = join(temporaryFolder(), 'storage');
  spoil(directory);
  const { key, log } = await open(directory);
  expect(key.fault()).toContain(code);
  expect(isSigned(key)).toBe(true);
  expect(log.lines).toEqual([expect.stringContaining('ends with this run')]);
  expect((await open(directory)).key.publicKey).not.toBe(key.publicKey);
});

test('a file that cannot be read is left as it is: the district may know the key in it', async () => {
  const path = join(temporaryFolder(), 'checkpoint.key');
  // A link to itself, as no right that is missing keeps root from reading.
  symlinkSync(path, path);
  const { key } = await open(dirname(path));
  expect(key.fault()).toContain('ELOOP');
  expect([readdirSync(dirname(path)), readlinkSync(path)]).toEqual([['checkpoint.key'], path]);
});

test('a folder that goes away is told, and signing goes on', async () => {
  const folder = temporaryFolder();
  const { key } = await open(folder);
  rmSync(folder, { recursive: true });
  expect([key.fault(), isSigned(key)]).toEqual([expect.stringContaining('ENOENT'), true]);
});

async function open(folder: string) {
  const log = createMemoryLog();
  const key = createCheckpointKey(folder, log);
  await key.settled;
  return { key, log };
}

function isSigned(key: ReturnType<typeof createCheckpointKey>): boolean {
  return isSignedBy(readPublicKey(key.publicKey), BYTES, key.sign(BYTES));
}
