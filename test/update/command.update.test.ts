import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../example.ts';
import { type Box, makeBox } from './box.ts';
import { makePackage, type Recipe, thisArchitecture } from './packages.ts';
import { makePublisher } from './publisher.ts';
import { CONFIG, NEW, OLD, stateOf, whole } from './swap.ts';

const STICK = '/media/usb';
const CACHE = '/var/cache/checkpoint-portal';
const SICK = { portal: 'red' } as const;
const other = thisArchitecture() === 'arm64' ? 'amd64' : 'arm64';
const nameOf = (version: string, architecture = thisArchitecture()) =>
  `checkpoint-portal_${version}_${architecture}.deb`;

type Files = Record<string, Buffer>;

/** A box with the old version, as its installer leaves it, and a stick in it. */
function boxWith(
  recipes: readonly Partial<Recipe>[],
  change: (files: Files) => Files = (files) => files,
): Box {
  const publisher = makePublisher();
  const box = makeBox();
  const old = readFileSync(makePackage({ version: OLD }));
  const packages = recipes.map((recipe) => makePackage({ version: NEW, ...recipe }));
  for (const [name, bytes] of Object.entries(change(publisher.publish(packages))))
    box.write(`${STICK}/${name}`, bytes);
  box.write('/etc/checkpoint-portal/publisher.pub', `${publisher.publicKey}\n`);
  box.write(CONFIG, readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`));
  box.write(`${CACHE}/${nameOf(OLD)}`, old);
  const { status, output } = box.start(`dpkg -i ${CACHE}/${nameOf(OLD)}`);
  if (status !== 0) throw new Error(output);
  return box;
}

/** The real command, on a box where a look takes no five seconds. */
function update(box: Box, words: string, before = 'true') {
  const command = `${process.execPath} ${ROOT}dist/main.js update ${words}`;
  return box.start(`${before}; PACE=0.05 LOOK=1 SETTLE=1 ${command}`);
}

describe('an update from a stick', () => {
  test('is found by itself, installed, told step by step, and its package kept as the next way back', () => {
    const box = boxWith([{}, { version: '1.0.5' }, { architecture: other, version: '9.0.0' }]);
    const { status, output } = update(box, '--lang en');
    expect(output).toContain(`updated ${OLD} → ${NEW}`);
    expect(status).toBe(0);
    expect(stateOf(box)).toMatchObject({ installed: whole(NEW), last: 'good' });
    expect(box.read(`${CACHE}/${nameOf(NEW)}`)).toBeDefined();
    expect(update(box, '--downgrade --json', `rm ${STICK}/${nameOf(NEW)}`).status).toBe(1);
    expect(update(box, `${STICK}/${nameOf('1.0.5')} --downgrade`).status).toBe(0);
    expect(stateOf(box)).toMatchObject({ installed: whole('1.0.5') });
  });

  test('to a broken version says that and why it was taken back, and ends with a fault', () => {
    const box = boxWith([{ doctor: SICK }]);
    const { status, output } = update(box, `${STICK} --lang vi`);
    expect(status).toBe(1);
    expect(output).toMatch(/bản 1\.1\.0 đã được gỡ, quay lại 1\.0\.0 .*: doctor báo hỏng:\s+portal/);
    expect(stateOf(box)).toMatchObject({ installed: whole(OLD) });
  });

  test('is only looked at with --dry-run', () => {
    const box = boxWith([{}]);
    const { status, output } = update(box, '--dry-run --json');
    expect(JSON.parse(output)).toEqual({ from: OLD, to: NEW, outcome: 'possible' });
    expect(status).toBe(0);
    expect(box.read(`${CACHE}/${nameOf(NEW)}`)).toBeUndefined();
    expect(box.read('/var/lib/checkpoint-update/journal')).toBeUndefined();
  });
});

const without = (name: string) => (files: Files) =>
  Object.fromEntries(Object.entries(files).filter(([key]) => key !== name));

describe.each<[string, Partial<Recipe>, (files: Files) => Files, string, RegExp]>([
  ['without a list', {}, without('SHA256SUMS'), STICK, /no SHA256SUMS/],
  ['without a signature', {}, without('SHA256SUMS.sig'), STICK, /no SHA256SUMS/],
  [
    'with another`s signature',
    {},
    (files) => ({
      ...files,
      'SHA256SUMS.sig': makePublisher().publish([])['SHA256SUMS.sig'] ?? Buffer.alloc(64),
    }),
    STICK,
    /not the publisher's/,
  ],
  [
    'with a list that was altered',
    {},
    (files) => ({
      ...files,
      SHA256SUMS: Buffer.concat([files.SHA256SUMS ?? Buffer.alloc(0), Buffer.from('\n')]),
    }),
    STICK,
    /not the publisher's/,
  ],
  [
    'with a package that was altered',
    {},
    (files) => ({
      ...files,
      [nameOf(NEW)]: Buffer.concat([files[nameOf(NEW)] ?? Buffer.alloc(0), Buffer.from('x')]),
    }),
    STICK,
    /damaged, or was altered/,
  ],
  [
    'with a package that is not in the list',
    {},
    (files) => ({ ...files, [nameOf('2.0.0')]: files[nameOf(NEW)] ?? Buffer.alloc(0) }),
    `${STICK}/${nameOf('2.0.0')}`,
    /not in SHA256SUMS/,
  ],
  [
    'for another kind of machine',
    { architecture: other },
    (files) => files,
    STICK,
    /another kind of machine/,
  ],
  ['with an older version', { version: '0.9.0' }, (files) => files, STICK, /older than what the box has/],
  ['with the same version', { version: OLD }, (files) => files, STICK, /has this version already/],
  ['with nothing of ours', { name: 'chrony' }, (files) => files, STICK, /no package of checkpoint-portal/],
])('a stick %s', (_, recipe, change, words, told) => {
  test('is refused, with a remedy, and changes nothing', () => {
    const box = boxWith([recipe], change);
    for (const [tongue, remedy] of [
      ['en', 'Remedy: '],
      ['vi', 'Cách sửa: '],
    ]) {
      const { status, output } = update(box, `${words} --lang ${tongue}`);
      expect(status, output).toBe(1);
      expect(output).toContain(remedy);
      if (tongue === 'en') expect(output.replace(/\s+/g, ' ')).toMatch(told);
    }
    expect(stateOf(box)).toMatchObject({ installed: whole(OLD), last: undefined, journal: undefined });
  });
});

test.each([
  ['no way back', `rm ${CACHE}/${nameOf(OLD)}`, /no way back/],
  ['a damaged way back', `truncate -s -2000 ${CACHE}/${nameOf(OLD)}`, /no way back/],
  ['no key', 'rm /etc/checkpoint-portal/publisher.pub', /no publisher's key/],
  ['no stick', `mv ${STICK} /elsewhere`, /no stick with an update/],
  [
    'too little room',
    `mount -t tmpfs -o size=1M tmpfs ${CACHE}; cp /old.deb ${CACHE}/${nameOf(OLD)}`,
    /too little room/,
  ],
  [
    'an update under way',
    'mkdir -p /var/lib/checkpoint-update; echo begun > /var/lib/checkpoint-update/journal',
    /under way/,
  ],
  ['no package', 'dpkg --remove checkpoint-portal', /not installed as a Debian package/],
])('where there is %s nothing is begun', (_, before, told) => {
  const box = boxWith([{}]);
  const { status, output } = update(box, '--lang en', `cp ${CACHE}/${nameOf(OLD)} /old.deb; ${before}`);
  expect(status, output).toBe(1);
  expect(output.replace(/\s+/g, ' ')).toMatch(told);
  expect(output).toContain('Remedy: ');
  expect(box.read(`${CACHE}/${nameOf(NEW)}`)).toBeUndefined();
});
