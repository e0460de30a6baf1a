import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { bucketOf } from '../../src/domain/saved-rows.ts';
import { pagesOf } from '../../src/platform/sqlite-pages.ts';
import { recordsIn } from '../../src/platform/sqlite-record.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { cli } from './cli.ts';

describe('counts wipe', () => {
  test('first says what it would delete and how, and deletes nothing', async () => {
    const { trial, wipe } = await start();
    await tap(trial);
    const { status, stdout } = await wipe('--lang', 'en');
    expect([status, stdout]).toEqual([0, expect.stringContaining('counts wipe --yes thu-nghiem')]);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Would delete for good, of the checkpoint thu-nghiem: \d+ counters from 2021-02-01T08:00\+07:00 to 2021-02-01T08:00\+07:00 \+ ledger\.db\.newer-1612662000, ledger\.db\.damaged-1\. Tokens are kept\./,
    );
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect((await wipe('--lang', 'vi')).stdout).toContain('Chưa xóa gì');
    expect((await trial.totals()).session).toBe(1);
    expect(readdirSync(trial.folder)).toContain('ledger.db.damaged-1');
  });

  test('does nothing to a checkpoint of another id than was typed', async () => {
    const { trial, wipe } = await start();
    await tap(trial);
    const { status, stdout, stderr } = await wipe('--yes', 'chot-khac', '--lang', 'en');
    expect([status, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringMatching(/another id \(thu-nghiem\)\n +Remedy: /),
    ]);
    expect((await trial.totals()).session).toBe(1);
  });

  test('leaves no counter and no trace on the disk, keeps tokens, and counting goes on in another run', async () => {
    const { trial, wipe } = await start();
    await request(trial.portal).get('/go/tokhaiyte');
    await tap(trial);
    const before = await runsOf(trial.folder);
    expect(before.size).toBe(1);
    // Travelers are served meanwhile.
    const [answer] = await Promise.all([wipe('--yes', 'thu-nghiem', '--json'), tap(trial)]);
    expect(JSON.parse(answer.stdout)).toMatchObject({
      checkpoint: 'thu-nghiem',
      files: [NEWER, 'ledger.db.damaged-1'],
      isWiped: true,
    });
    expect(readdirSync(trial.folder).filter((name) => /damaged|newer/.test(name))).toEqual([]);
    const bytes = bytesIn(trial.folder);
    for (const trace of [...before, 'destination=tokhaiyte']) expect(bytes).not.toContain(trace);
    await tap(trial);
    // By the token of before.
    const { session = 0, renewed = 0 } = await trial.totals();
    expect(session + renewed).toBeGreaterThanOrEqual(1);
    expect(session + renewed).toBeLessThanOrEqual(2);
    const after = await runsOf(trial.folder);
    expect([after.size, [...after].some((run) => before.has(run))]).toEqual([1, false]);
    expect((await request(trial.report).get('/healthz')).body).toMatchObject({ ok: true, ledger: 'ok' });
    await trial.stop();
    const { status, stderr } = await wipe('--lang', 'en');
    expect([status, stderr]).toEqual([1, expect.stringContaining('systemctl restart checkpoint-portal')]);
  });
});

type Trial = Awaited<ReturnType<typeof startTrial>>;

/** As an update that was taken back leaves it. */
const NEWER = 'ledger.db.newer-1612662000';

/** A portal that has found a damaged ledger, beside that of a newer version, and the command. */
async function start() {
  const trial = await startTrial({ ledgerFile: 'a power cut wrote this'.repeat(500) });
  const config = join(trial.folder, 'checkpoint.toml');
  writeFileSync(config, trial.toml);
  for (const file of [NEWER, `${NEWER}-wal`])
    writeFileSync(join(trial.folder, file), 'destination=tokhaiyte, as a newer version has counted it');
  return { trial, wipe: (...words: string[]) => cli(['counts', 'wipe', ...words, '--config', config]) };
}

async function tap({ portal }: Trial): Promise<void> {
  await request(portal).post('/accept').expect(303);
}

/** Read from the pages, as nobody may open the database beside the portal. */
async function runsOf(folder: string): Promise<ReadonlySet<string>> {
  const runs = new Set<string>();
  for await (const { bytes, pageAt } of pagesOf(join(folder, 'ledger.db'), 512))
    for (const record of await recordsIn(bytes, pageAt)) runs.add(bucketOf(record)?.run ?? '');
  runs.delete('');
  return runs;
}

function bytesIn(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.startsWith('ledger.db'));
  return files.map((name) => readFileSync(join(folder, name), 'latin1')).join('');
}
