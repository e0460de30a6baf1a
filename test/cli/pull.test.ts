import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { ROOT } from '../example.ts';
import { batchesOf, keptIn, live, startBusyTrial, type Trial, told } from '../hub/collecting.ts';
import { startAnswering, startProxy } from '../hub/proxy.ts';
import { cli } from './cli.ts';

const KEY = 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=';
const TOKEN = `cp_01234567_${'A'.repeat(43)}`;
const DAYS = ['--from', '2021-02-01', '--to', '2021-02-03'];
/** Anything that moves a terminal's cursor or its colours. */
const CONTROL = /[^\P{Cc}\n]/u;

describe('pull', () => {
  test('collects from those that can be reached, and tells of the others what to do', async () => {
    const trial = await startBusyTrial(5);
    const list = listOf(
      entry('thu-nghiem', trial.report, trial),
      { id: 'chot-khong-toi-duoc', url: 'http://127.0.0.1:9', token: TOKEN, key: KEY },
      { id: 'chot-khong-mang', key: KEY },
    );
    const { status, stdout, stderr } = await cli(['pull', '--list', list, ...DAYS, '--lang', 'en']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\[\d\/2\] thu-nghiem: 5 new hours$/m);
    expect(stderr).toMatch(
      /^\[\d\/2\] chot-khong-toi-duoc: the checkpoint cannot be reached \(ECONNREFUSED\)\n {4}Remedy: see the address/m,
    );
    expect(stdout).toContain('thu-nghiem               5');
    expect(stdout).toMatch(/From 1\/2\/2021 to 3\/2\/2021, included/);
    const again = await cli(['pull', '--list', list, ...DAYS, '--json', '--lang', 'en']);
    expect(JSON.parse(again.stdout)).toMatchObject({
      checkpoints: [
        { id: 'thu-nghiem', hoursNew: 0, totals: { session: 5 }, completeness: { hoursPresent: 1 } },
        { id: 'chot-khong-toi-duoc', totals: { session: 0 } },
        { id: 'chot-khong-mang', totals: { session: 0 } },
      ],
      faults: [{ of: 'chot-khong-toi-duoc', code: 'no-answer', detail: 'ECONNREFUSED' }],
    });
  });

  test('writes the figures of each checkpoint and day, the same as the checkpoint says', async () => {
    const trial = await startBusyTrial(5);
    const list = listOf({ ...entry('thu-nghiem', trial.report, trial), name: '=1+1 Chốt' });
    const out = join(temporaryFolder(), 'a.csv');
    const pulled = await cli(['pull', '--list', list, ...DAYS, '--out', out, '--lang', 'en']);
    expect([pulled.status, pulled.stdout.trimEnd().split('\n').at(-1)]).toEqual([0, out]);
    const csv = readFileSync(out, 'utf8');
    expect(
      csv.startsWith('\uFEFFcheckpoint,name,start,hours_expected,hours_present,hours_estimated,device,'),
    ).toBe(true);
    const answer = await fetch(`${trial.report}/api/v1/counts?from=2021-02-01&to=2021-02-03`, {
      headers: { Authorization: `Bearer ${trial.token}` },
    });
    const { rows } = (await answer.json()) as { rows: { start: string; totals: Record<string, number> }[] };
    const lines = csv.split('\r\n').slice(1, rows.length + 1);
    expect(lines.map((line) => line.split(','))).toEqual(
      rows.map(({ start, totals }) =>
        expect.arrayContaining(['thu-nghiem', "'=1+1 Chốt", start, String(totals.session)]),
      ),
    );
    const { status } = await cli(['pull', '--list', list, '--out', join(temporaryFolder(), 'a.xlsx')]);
    expect(status).toBe(0);
  });

  test.each(['vi', 'en'])('says all in 80 columns, in %s', async (language) => {
    const trial = await startBusyTrial(1);
    const other = await startAnswering('HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n');
    const long = 'chot-'.repeat(8).slice(0, 39);
    const list = listOf(
      entry('thu-nghiem', trial.report, trial),
      { ...entry('khoa-sai', trial.report, trial), id: 'thu-nghiem-2' },
      { id: `${long}1`, url: 'http://127.0.0.1:9', token: TOKEN, key: KEY },
      { id: `${long}2`, url: trial.report, token: TOKEN, key: KEY },
      { id: `${long}3`, url: other.url, token: TOKEN, key: KEY },
    );
    const { status, stdout, stderr } = await cli(['pull', '--list', list, ...DAYS, '--lang', language]);
    expect(status).toBe(1);
    for (const line of (stdout + stderr).split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(stderr.match(/Remedy|Cách sửa/g)).toHaveLength(4);
  });

  test.each([
    ['HTTP/1.1 401 \x1b]0;x\x07\r\nWWW-Authenticate: \x1b[31m\r\nContent-Length: 0\r\n\r\n'],
    ['HTTP/1.1 500 \x1b[2J\r\nContent-Length: 5\r\n\r\n\x1b[31m'],
    ['\x1b[31m\x9b31mSSH-2.0\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\nCheckpoint-Signature: cp=\x1b[31m, ed25519=x\r\n\r\n\x1b[31m'],
    [
      `HTTP/1.1 200 OK\r\nCheckpoint-Signature: cp=a, ed25519=${'A'.repeat(86)}\r\nConnection: close\r\n\r\n\x1b[31m`,
    ],
    [
      `HTTP/1.1 200 OK\r\nCheckpoint-Signature: cp=b, ed25519=${'A'.repeat(86)}\r\nConnection: close\r\n\r\n\x1b[31m`,
    ],
  ])('shows nothing of what %j says', async (bytes) => {
    const { url } = await startAnswering(bytes);
    const list = listOf({ id: 'a', url, token: TOKEN, key: KEY });
    const file = join(temporaryFolder(), '\x1b[31m.checkpoint');
    writeFileSync(file, bytes);
    for (const words of [[], [file]]) {
      const { status, stdout, stderr } = await cli(['pull', '--list', list, ...words]);
      expect([status, stderr]).toEqual([1, expect.stringContaining('Cách sửa')]);
      expect(stdout + stderr).not.toMatch(CONTROL);
    }
  });

  test.each([
    [['pull'], 2, '--list is missing'],
    [['pull', '--list', '/khong/co.toml'], 78, 'checkpoint-portal pull --example'],
    [['pull', '--list', 'LIST', '--from', 'x'], 2, 'write year-month-day'],
    [['pull', '--list', 'LIST', '--out', 'a.pdf'], 2, '--out writes .xlsx or .csv'],
    [['pull', '--list', 'LIST', '--store', 'LIST'], 1, 'no file of collected counts'],
    [['pull', '--list', 'BAD'], 78, 'checkpoint.0.key'],
  ])('%j is told what is wrong', async (words, expected, said) => {
    const list = listOf({ id: 'a', key: KEY });
    const bad = listOf({ id: 'a' });
    const before = readFileSync(list);
    const typed = words.map((word) => (word === 'LIST' ? list : word === 'BAD' ? bad : word));
    const { status, stderr } = await cli([...typed, '--lang', 'en']);
    expect([status, stderr]).toEqual([expected, expect.stringContaining(said)]);
    expect(stderr).toContain('Remedy: ');
    expect(readFileSync(list)).toEqual(before);
  });

  test('prints a list to begin with', async () => {
    const { status, stdout } = await cli(['pull', '--example']);
    expect([status, stdout]).toEqual([0, readFileSync(join(ROOT, 'deploy/hub/checkpoints.toml'), 'utf8')]);
  });
});

describe('counts carried on a stick', () => {
  test('are exported at the checkpoint and taken at the district, as if they had been pulled', async () => {
    const trial = await startBusyTrial(5);
    const stick = temporaryFolder();
    const config = configOf(trial);
    const exported = await cli(['counts', 'export', '--out', stick, '--config', config, '--lang', 'en']);
    const [name = ''] = readdirSync(stick);
    expect(readdirSync(stick)).toEqual([expect.stringMatching(/^thu-nghiem-\d{4}-\d\d-\d\d\.checkpoint$/)]);
    const file = join(stick, name);
    expect(exported).toMatchObject({ status: 0, stderr: '' });
    expect(exported.stdout).toMatch(/Counts of 5 hours: 1\/2\/2021 08:00 – 2\/2\/2021 08:00\n/);
    expect(exported.stdout).toContain('checkpoint-portal pull --list LIST FILE');
    for (const line of exported.stdout.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(80);
    const list = listOf({ id: 'thu-nghiem', key: trial.publicKey() });
    const taken = await cli(['pull', '--list', list, file, file, ...DAYS, '--lang', 'en']);
    expect(taken).toMatchObject({ status: 0, stderr: '' });
    expect(taken.stdout).toContain('thu-nghiem               5');
    const folder = await cli(['pull', '--list', list, stick, ...DAYS, '--json']);
    expect(JSON.parse(folder.stdout)).toMatchObject({
      checkpoints: [{ hoursNew: 0, totals: { session: 5 } }],
      faults: [],
    });
    const pulledList = listOf(entry('thu-nghiem', trial.report, trial));
    const pulled = await cli(['pull', '--list', pulledList, ...DAYS, '--lang', 'en']);
    expect(taken.stdout).toBe(pulled.stdout);

    const { next } = JSON.parse(
      (await cli(['counts', 'export', '--config', config, '--out', file, '--json'])).stdout,
    );
    await live(trial, 1);
    const more = await cli([
      'counts',
      'export',
      '--config',
      config,
      '--out',
      file,
      '--since',
      next,
      '--json',
    ]);
    expect(JSON.parse(more.stdout)).toMatchObject({ file, hours: 1 });
    expect((await cli(['pull', '--list', list, file, ...DAYS, '--json'])).stdout).toContain('"session": 6');
  });

  test('are not written into a file that is named as the stick which is not there', async () => {
    const out = join(temporaryFolder(), 'usb');
    const { status, stderr } = await cli([
      'counts',
      'export',
      '--out',
      out,
      '--config',
      configOf(await startBusyTrial(1)),
      '--lang',
      'en',
    ]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('there is no folder')]);
    expect([stderr.includes('sudo mount /dev/sda1 /mnt'), existsSync(out)]).toEqual([true, false]);
  });

  test('that were cut off or altered are taken as far as they are whole, with words', async () => {
    const trial = await startBusyTrial(5);
    const file = join(temporaryFolder(), 'a.checkpoint');
    await cli(['counts', 'export', '--out', file, '--config', configOf(trial)]);
    const bytes = readFileSync(file);
    const list = listOf({ id: 'thu-nghiem', key: trial.publicKey() });
    const take = () => cli(['pull', '--list', list, file, ...DAYS, '--lang', 'en']);
    writeFileSync(file, bytes.subarray(0, -4));
    const cut = await take();
    expect([cut.status, cut.stderr]).toEqual([
      1,
      expect.stringContaining('the file was cut off; its whole lines'),
    ]);
    expect(cut.stdout).toContain('thu-nghiem               5');
    bytes[bytes.length - 30] = 0x30;
    writeFileSync(file, bytes);
    const altered = await take();
    expect([altered.status, altered.stderr]).toEqual([
      1,
      expect.stringContaining(`a.checkpoint:2: the signature`),
    ]);
  });

  test('are refused words where something is wrong', async () => {
    const trial = await startBusyTrial(1);
    const config = configOf(trial);
    for (const [words, expected, said] of [
      [['--since', 'x'], 2, '--since is no position'],
      [['--out', '/khong/co/a.checkpoint'], 1, 'cannot write /khong/co/a'],
    ] as const) {
      const { status, stderr } = await cli([
        'counts',
        'export',
        '--config',
        config,
        ...words,
        '--lang',
        'en',
      ]);
      expect([status, stderr]).toEqual([expected, expect.stringContaining(said)]);
    }
    await trial.stop();
    const { status, stderr } = await cli(['counts', 'export', '--config', config, '--lang', 'en']);
    expect([status, stderr]).toEqual([1, expect.stringContaining('the portal does not answer')]);
  });
});

describe('the program itself', () => {
  test('killed between batches or within one goes on to exactly what the ledger has; so do two at once', async () => {
    // More hours than a batch holds.
    const trial = await startBusyTrial(520);
    const batches = await batchesOf(trial, 500);
    const truth = told(batches);
    expect(batches).toHaveLength(2);
    const proxy = await startProxy(Number(new URL(trial.report).port));
    const list = listOf(entry('thu-nghiem', proxy.url, trial));
    const store = list.replace(/\.toml$/, '.db');
    const whole = await startPull(list);
    expect([await whole.status, keptIn(store)]).toEqual([0, truth]);
    const length = proxy.passed();
    // In the middle of the first, and at the last byte of the second.
    for (const [holdAfter, stored] of [
      [Math.floor(length / 2), 0],
      [length - 1, 1],
    ] as const) {
      const list = listOf(entry('thu-nghiem', proxy.url, trial));
      const store = list.replace(/\.toml$/, '.db');
      proxy.set({ holdAfter });
      const killed = await startPull(list);
      await proxy.held();
      killed.kill();
      await killed.status;
      expect(keptIn(store)).toEqual(told(batches.slice(0, stored)));
      proxy.set({});
      const two = [await startPull(list), await startPull(list)];
      expect(await Promise.all(two.map(({ status }) => status))).toEqual([0, 0]);
      expect(keptIn(store)).toEqual(truth);
    }
  }, 120_000);
});

interface Entry {
  readonly id: string;
  readonly name?: string;
  readonly url?: string;
  readonly token?: string;
  readonly key?: string;
}

function entry(id: string, url: string, { token, publicKey }: Trial): Entry {
  return { id, url, token, key: publicKey() };
}

/** A list in a folder of its own, where its store lies too. */
function listOf(...entries: readonly Entry[]): string {
  const list = join(temporaryFolder(), 'list.toml');
  const tables = entries.map((each) =>
    Object.entries(each).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`),
  );
  writeFileSync(list, tables.map((lines) => `[[checkpoint]]\n${lines.join('')}`).join(''));
  return list;
}

function configOf({ toml }: Trial): string {
  const config = join(temporaryFolder(), 'checkpoint.toml');
  writeFileSync(config, toml);
  return config;
}

async function startPull(list: string) {
  const words = [join(ROOT, 'dist/main.js'), 'pull', '--list', list];
  const child = spawn(process.execPath, words, { stdio: 'ignore' });
  const status = once(child, 'exit').then(([code]) => code as number | null);
  return { status, kill: () => child.kill('SIGKILL') };
}
