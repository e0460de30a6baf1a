import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createLedger, type SqliteLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { hourOf } from '../../src/domain/clock.ts';
import { readBootId } from '../../src/platform/boot-id.ts';
import { cli } from '../cli/cli.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { startTrial } from './trial.ts';

/** A ledger as a run leaves it that never ended, under the start of the machine of this name. */
function leftOpen(bootId: string) {
  return (folder: string) => {
    const { database } = openStore(folder, createMemoryLog());
    database.prepare('update running set boot = ?').run(bootId);
    database.close();
  };
}

describe('the first start after a power cut', () => {
  test('tells the district and a monitor, who sees no fault', async () => {
    const { report, token, log } = await startTrial({ prepare: leftOpen('an earlier one') });
    expect(log.lines.filter((line) => line.includes('the power was cut'))).toHaveLength(1);
    const health = await request(report).get('/healthz').expect(200);
    expect(health.body).toMatchObject({ ok: true, lastEnding: 'power-cut' });
    const auth = [token, { type: 'bearer' }] as const;
    const checkpoint = await request(report)
      .get('/api/v1/checkpoint')
      .auth(...auth);
    expect(checkpoint.body).toMatchObject({
      lastEnding: 'power-cut',
      powerCuts: { count: 1, last: '2021-02-01T08:00+07:00', clock: 'ntp' },
    });
    const counts = await request(report)
      .get('/api/v1/counts')
      .auth(...auth);
    expect(counts.body.totals).not.toHaveProperty('power_cut');
    expect(counts.body.rows[0].parts).not.toHaveProperty('power_cut');
  });

  test.each([
    ['vi', 'Mất điện:            1 lần, gần nhất 2021-02-01T08:00+07:00\n', 'năm giây cuối'],
    ['en', 'Power cuts:          1, the last one 2021-02-01T08:00+07:00\n', 'last five seconds'],
  ])('tells the technician, in 80 columns: %s', async (language, row, cost) => {
    const { toml, folder } = await startTrial({ prepare: leftOpen('an earlier one') });
    const config = join(folder, 'checkpoint.toml');
    writeFileSync(config, toml);
    const { status, stdout } = await cli(['status', '--config', config, '--lang', language]);
    expect(status).toBe(0);
    expect(stdout).toContain(row);
    expect(stdout).toContain(cost);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});

test('a start after a crash says that it cost nothing, and counts no power cut', async () => {
  const { report, log } = await startTrial({ prepare: leftOpen(readBootId()) });
  expect(log.lines.filter((line) => line.includes('killed or fell'))).toHaveLength(1);
  expect((await request(report).get('/healthz')).body).toMatchObject({ ok: true, lastEnding: 'crash' });
});

test('a reader misses nothing after a power cut whose damaged log has lost what it was told', async () => {
  const folder = temporaryFolder();
  const clock = createTestClock();
  const count = async (ledger: SqliteLedger, times: number) => {
    for (let n = 0; n < times; n++) await ledger.record([{ metric: 'renewed', parts: {} }]);
    clock.pass(3_600_000);
  };
  const begin = (bootId: string) => {
    const { database } = openStore(folder, createMemoryLog());
    return { database, ledger: createLedger({ database, bootId, clock, log: createMemoryLog() }) };
  };
  const told = ({ changes }: SqliteLedger, after: number) =>
    changes({ after, growing: hourOf(clock.epochMs()), limit: 99 });
  const { database, ledger } = begin('one');
  await count(ledger, 3);
  const place = told(ledger, 0).at(-1)?.seq ?? 0;
  expect(place).toBeGreaterThan(0);
  // As if SQLite had found the log's frames broken.
  database.exec("delete from bucket where metric = 'renewed'");
  database.close();
  const after = begin('another');
  await count(after.ledger, 1);
  expect(told(after.ledger, place).flatMap(({ counters }) => counters)).toContainEqual({
    metric: 'renewed',
    by: '',
    n: 1,
  });
  after.ledger.close();
});
