import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { startTrial } from '../checkpoint/trial.ts';
import { temporaryFolder } from '../doubles.ts';
import { cli } from './cli.ts';

const MAC = '0a:c4:5e:d7:9b:61';
const IP = '10.77.1.79';

/** A box that has counted one phone, and how to audit it. */
async function auditedTrial() {
  const trial = await startTrial();
  await fetch(`${trial.portal}/accept`, { method: 'POST', redirect: 'manual' });
  const config = join(temporaryFolder(), 'checkpoint.toml');
  writeFileSync(config, trial.toml);
  return {
    ...trial,
    audit: (...words: string[]) => cli(['privacy-audit', '--config', config, ...words], 'en'),
    plantInDatabase(sql: string, ...values: unknown[]) {
      const database = new Database(join(trial.folder, 'ledger.db'));
      database.prepare(sql).run(...values);
      database.close();
    },
  };
}

describe('privacy-audit', () => {
  test('asks the running portal for its columns, and finds a good box clean', async () => {
    const { audit } = await auditedTrial();
    const { status, stdout, stderr } = await audit();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Columns of the ledger (as the running portal tells)');
    for (const name of ['bucket.metric', 'storage/ledger.db-wal', 'counts.clock', 'log.cause'])
      expect(stdout).toContain(name);
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  test('reads the file where no portal runs, and leaves it as it was', async () => {
    const { audit, stop, folder } = await auditedTrial();
    await stop();
    const { status, stdout } = await audit('--lang', 'vi');
    expect(status).toBe(0);
    expect(stdout).toContain('đọc từ tệp, vì portal không chạy');
    expect(stdout).toContain('bucket.metric');
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
    const database = new Database(join(folder, 'ledger.db'), { readonly: true });
    expect(database.pragma('quick_check', { simple: true })).toBe('ok');
    database.close();
  });

  test('--json says the same to programs', async () => {
    const { audit } = await auditedTrial();
    const { status, stdout } = await audit('--json');
    const told = JSON.parse(stdout);
    expect([status, told.ok, told.findings, told.schemaFrom]).toEqual([0, true, [], 'portal']);
    expect(told.columns).toContainEqual({ table: 'token', column: 'hash', odd: 0 });
    expect(told.looked).toContainEqual({ place: 'storage/ledger.db', bytes: expect.any(Number) });
  });

  test('a column that nobody has stated a purpose for is a finding', async () => {
    const { audit, stop, plantInDatabase } = await auditedTrial();
    await stop();
    plantInDatabase('alter table bucket add column mac text');
    expect(await audit()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('bucket.mac: nobody has said what it is for'),
    });
  });

  test('a MAC in a column is found, as a value that cannot be there and as bytes', async () => {
    const { audit, stop, plantInDatabase } = await auditedTrial();
    await stop();
    plantInDatabase(
      "insert into bucket values ('0123456789abcdef', 448058, 'session', ?, 1, 'ntp', 99)",
      `mac=${MAC}`,
    );
    const { status, stdout } = await audit();
    expect(status).toBe(1);
    expect(stdout).toContain('bucket.by: 1 values are not as those of this column are');
    expect(stdout).toMatch(/storage\/ledger\.db: byte \d+: looks as a MAC address:\s+0a:\*\*:/);
    expect(stdout).not.toContain(MAC);
  });

  test('a bare one in the place of a run is found too', async () => {
    const { audit, stop, plantInDatabase } = await auditedTrial();
    await stop();
    plantInDatabase("insert into bucket values ('0ac45ed79b61', 448058, 'session', '', 1, 'ntp', 99)");
    expect(await audit()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('bucket.run: 1 values'),
    });
  });

  test('so is one in a name that lies on two pages of the file', async () => {
    const { audit, stop, plantInDatabase } = await auditedTrial();
    await stop();
    plantInDatabase(
      "insert into token values ('0a1b2c3d', ?, zeroblob(300), '2021-02-01T01:30:00.000Z')",
      `máy của chị Lan ${MAC}`,
    );
    expect(await audit()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('token.name: 1 values'),
    });
  });

  /** What lies where, and what is said of it. */
  const PLANTED: readonly (readonly [file: string, content: string, said: RegExp])[] = [
    [
      'ledger.db.damaged-1',
      `SQLite format 3\0…${MAC}…`,
      /storage\/ledger\.db\.damaged-1: byte 19: looks as a MAC/,
    ],
    [
      'ledger.db.damaged-2-wal',
      '…0ac4.5ed7.9b61…',
      /storage\/ledger\.db\.damaged-2-wal: byte 3: looks as a MAC/,
    ],
    [
      'notices.json',
      `{"format":"","payload":"máy ${IP}"}`,
      /storage\/notices\.json: byte \d+: an address of the guests/,
    ],
    [
      'notices/a.vi.md',
      'Mozilla/5.0 (Linux; Android 9)',
      /notices\/a\.vi\.md: byte 0: looks as a User-Agent/,
    ],
    ['visitors.txt', 'no name of anybody', /storage\/visitors\.txt: nobody has said what it is for/],
  ];

  test.each(PLANTED)('what is planted in %s is found and named', async (file, content, said) => {
    const { audit, folder } = await auditedTrial();
    mkdirSync(join(folder, 'notices'), { recursive: true });
    writeFileSync(join(folder, file), content);
    const { status, stdout } = await audit();
    expect(status).toBe(1);
    expect(stdout.replaceAll(/\n {8}/g, ' ')).toMatch(said);
    for (const secret of [MAC, IP, '0ac4.5ed7.9b61']) expect(stdout).not.toContain(secret);
  });

  test('a file that was put elsewhere, and a link in its place, is searched as well', async () => {
    const { audit, folder } = await auditedTrial();
    const elsewhere = join(temporaryFolder(), 'ledger');
    writeFileSync(elsewhere, MAC);
    symlinkSync(elsewhere, join(folder, 'ledger.db.damaged-1'));
    expect(await audit()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('ledger.db.damaged-1: byte 0: looks as a MAC'),
    });
    renameSync(elsewhere, `${elsewhere}-lost`);
    mkdirSync(elsewhere);
    expect(await audit()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('ledger.db.damaged-1: cannot be read'),
    });
  });

  test('a pipe that nobody writes to is not waited for, nor a link to it or in a circle', async () => {
    const { audit, folder } = await auditedTrial();
    execFileSync('mkfifo', [join(folder, 'ledger.db.damaged-1')]);
    symlinkSync('ledger.db.damaged-1', join(folder, 'ledger.db.damaged-2'));
    symlinkSync('ledger.db.damaged-3', join(folder, 'ledger.db.damaged-3'));
    expect(await audit()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('ledger.db.damaged-3: cannot be read'),
    });
  });

  test('a log is searched, whether it is a file or a folder, and a long list is cut', async () => {
    const { audit } = await auditedTrial();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'portal.log'), `<3>no page for ${MAC}\n`.repeat(25));
    for (const path of [folder, join(folder, 'portal.log')]) {
      const { status, stdout } = await audit('--log', path);
      expect(status).toBe(1);
      expect(stdout).toContain('log/portal.log: byte 15: looks as a MAC address');
      expect(stdout).toContain('log/portal.log: and 5 more');
    }
    expect(await audit('--log', join(folder, 'none'))).toMatchObject({ status: 2 });
  });
});
