import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { terminalCode } from '../../src/cli/terminal-code.ts';
import { enrollmentLine } from '../../src/domain/enrollment.ts';
import { fingerprintOf, makeKeys } from '../../src/platform/ed25519.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { cli } from './cli.ts';

describe('enroll', () => {
  test('tells the key that the running portal has, and not what lies on the disk', async () => {
    const { config, folder, report, token } = await start();
    const first = await cli(['enroll', '--json', ...config]);
    // Only now, at once after the start, is it sure to lie there.
    rmSync(join(folder, 'checkpoint.key'));
    const { status, stdout, stderr } = await cli(['enroll', '--json', ...config]);
    expect(stdout).toBe(first.stdout);
    const { body } = await request(report).get('/api/v1/checkpoint').auth(token, { type: 'bearer' });
    const { publicKey } = body;
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      id: 'thu-nghiem',
      name: { vi: 'Chốt <b>số</b> 1 & 2', en: 'Checkpoint 1' },
      publicKey,
      fingerprint: fingerprintOf(publicKey),
      report: { host: '127.0.0.1', port: Number(new URL(report).port) },
      line: `checkpoint-portal enroll 1 thu-nghiem ${publicKey}`,
      key: 'ok',
    });
  });

  test.each([
    ['vi', 'Chốt <b>số</b> 1 & 2', 'Số đối chiếu', 'gọi điện', 'chỉ trên máy này'],
    ['en', 'Checkpoint 1', 'Fingerprint', 'telephone', 'this box only'],
  ])('tells people, in 80 columns: %s', async (language, name, label, how, local) => {
    const { config, report } = await start();
    const { publicKey } = JSON.parse((await cli(['enroll', '--json', ...config])).stdout);
    const { status, stdout } = await cli(['enroll', '--lang', language, ...config]);
    expect(status).toBe(0);
    for (const line of stripVTControlCharacters(stdout).split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(80);
    const words = [
      name,
      publicKey,
      how,
      `${report} (${local}`,
      `${label}:`.padEnd(21) + fingerprintOf(publicKey),
    ];
    for (const word of words) expect(stdout).toContain(word);
  });

  test('the code fits a terminal of 80 by 24, a long id`s nearly', async () => {
    const sizes = ['chot-so-1-quoc-lo-14', 'x'.repeat(40)].map(async (id) => {
      const lines = stripVTControlCharacters(
        await terminalCode(enrollmentLine(id, makeKeys().publicKey)),
      ).split('\n');
      return [lines[0]?.length, lines.length - 1];
    });
    expect(await Promise.all(sizes)).toEqual([
      [45, 23],
      [49, 25],
    ]);
  });
});

describe('a key that may not last', () => {
  test.each([
    ['vi', 'Khóa của chốt', 'Cách sửa: cấp quyền ghi'],
    ['en', 'Checkpoint key', 'Remedy: let the portal write'],
  ])(
    'is told the technician, with what to do, and travelers get through: %s',
    async (language, label, remedy) => {
      // No right is missing, so that root meets it too.
      const { config, portal, report } = await start((folder) => mkdirSync(join(folder, 'checkpoint.key')));
      expect((await fetch(`${portal}/accept`, { method: 'POST' })).status).toBe(200);
      const words = ['--lang', language, ...config];
      const status = await cli(['status', ...words]);
      expect([status.status, status.stdout]).toEqual([1, expect.stringMatching(`${label}: +/.*EISDIR`)]);
      expect(status.stdout).toContain(remedy);
      const shown = await cli(['enroll', ...words]);
      expect([shown.status, shown.stderr]).toEqual([1, expect.stringMatching(/EISDIR.*\n {4}/s)]);
      expect(shown.stderr).toContain(remedy);
      const health = await request(report).get('/healthz').expect(503);
      expect(health.body).toMatchObject({ ok: false, ledger: 'ok', key: expect.stringContaining('EISDIR') });
    },
  );

  test('a damaged one is told until its file is removed', async () => {
    const { config, folder, report } = await start((storage) =>
      writeFileSync(join(storage, 'checkpoint.key'), 'a power cut wrote this'),
    );
    const health = await request(report).get('/healthz').expect(503);
    expect(health.body.key).toContain('checkpoint.key.damaged-1');
    expect((await cli(['status', ...config])).stdout).toContain('checkpoint.key.damaged-1');
    rmSync(join(folder, 'checkpoint.key.damaged-1'));
    expect((await cli(['enroll', ...config])).status).toBe(0);
    await request(report).get('/healthz').expect(200);
  });
});

test('the private key is in nothing that is told', async () => {
  const damaged = makeKeys().privatePem.slice(0, -30);
  const { config, folder, log, report, token } = await start((storage) =>
    writeFileSync(join(storage, 'checkpoint.key'), damaged),
  );
  const commands = [['enroll'], ['enroll', '--json'], ['status'], ['status', '--json']];
  const told = [...log.lines];
  for (const words of commands) {
    const { stdout, stderr } = await cli([...words, ...config]);
    told.push(stdout, stderr);
  }
  for (const path of ['/healthz', '/api/v1/checkpoint', '/api/v1/nothing', '/'])
    told.push((await request(report).get(path).auth(token, { type: 'bearer' })).text);
  const secrets = [readFileSync(join(folder, 'checkpoint.key'), 'utf8'), damaged].flatMap(spellingsOf);
  expect(told.join('\n')).toContain('checkpoint.key.damaged-1');
  for (const secret of secrets) expect(told.join('\n')).not.toContain(secret);
});

/** The last 20 bytes of a PEM file's key, in the ways that one might print them. */
function spellingsOf(pem: string): string[] {
  const [, base64 = ''] = pem.split('\n');
  const bytes = Buffer.from(base64, 'base64').subarray(-20);
  expect(bytes).toHaveLength(20);
  return [
    base64.slice(-24),
    bytes.toString('hex'),
    bytes.toString('base64url').slice(0, 24),
    [...bytes].join(','),
  ];
}

/** A running portal, and the words by which a command finds it. */
async function start(prepare?: (folder: string) => void) {
  const trial = await startTrial(prepare && { prepare });
  const file = join(trial.folder, 'checkpoint.toml');
  writeFileSync(file, trial.toml);
  return { ...trial, config: ['--config', file] };
}
