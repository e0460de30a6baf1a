import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { Ledger } from '../../src/checkpoint/ports.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { hourOf } from '../../src/domain/clock.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMemoryLog, createTestClock, type TestClock, temporaryFolder } from '../doubles.ts';

const HOUR_MS = 3_600_000;
const RENEWED = { metric: 'renewed', parts: {} } as const;
const SESSION = { metric: 'session', parts: { language: 'vi', family: 'android' } } as const;

test('a tally is on disk, under each of its splits, before it is acknowledged', async () => {
  const { ledger, database, clock } = open(temporaryFolder());
  await ledger.record([SESSION, RENEWED]);
  const rows = database.prepare('select hour, metric, by, n from bucket order by metric, by').all();
  const hour = hourOf(clock.epochMs());
  expect(rows).toEqual([
    { hour, metric: 'renewed', by: '', n: 1 },
    { hour, metric: 'session', by: 'family=android', n: 1 },
    { hour, metric: 'session', by: 'language=vi', n: 1 },
  ]);
});

test('what one turn of the event loop brings is one transaction', async () => {
  const { ledger, database } = open(temporaryFolder());
  const before = framesOf(database);
  await Promise.all(Array.from({ length: 500 }, () => ledger.record([SESSION])));
  expect(framesOf(database) - before).toBeLessThan(8);
  expect(ledger.read(0, 1e6).find(({ by }) => by === 'language=vi')?.n).toBe(500);
});

test('a new start counts under a run of its own; figures are sums over runs', async () => {
  const folder = temporaryFolder();
  for (let start = 0; start < 3; start++) {
    const { ledger, database } = open(folder);
    await ledger.record([RENEWED]);
    if (start === 2) {
      expect(database.prepare('select count(distinct run) as runs from bucket').get()).toEqual({ runs: 3 });
      expect(ledger.read(0, 1e6)).toMatchObject([{ metric: 'renewed', n: 3 }]);
    }
    ledger.close();
  }
});

test('while the disk takes nothing, counters wait; when it is back, they are written and said to be', async () => {
  const { ledger, database, log } = open(temporaryFolder());
  await ledger.record([RENEWED]);
  database.pragma('query_only = 1');
  await Promise.all([ledger.record([RENEWED]), ledger.record([SESSION])]);
  expect(ledger.fault()).toContain('readonly');
  expect(ledger.read(0, 1e6).find(({ metric }) => metric === 'renewed')?.n).toBe(2);
  database.pragma('query_only = 0');
  await ledger.record([RENEWED]);
  expect(ledger.fault()).toBeUndefined();
  expect(database.prepare("select n from bucket where metric = 'renewed'").get()).toEqual({ n: 3 });
  expect(log.lines).toHaveLength(2);
});

test('random tallies, hours and restarts: the ledger ends with exactly what was recorded', async () => {
  const event = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('renewed', 'session', 'shown') },
    { weight: 2, arbitrary: fc.constantFrom('hour', 'restart') },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
      const folder = temporaryFolder();
      const clock = createTestClock();
      const expected = new Map<string, number>();
      let opened = open(folder, clock);
      for (const name of events) {
        if (name === 'hour') clock.pass(HOUR_MS);
        else if (name === 'restart') {
          opened.ledger.close();
          opened = open(folder, clock);
        } else {
          await opened.ledger.record([tallyOf(name)]);
          const key = `${hourOf(clock.epochMs())} ${name}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
      }
      expect(totalsOf(opened.ledger)).toEqual(expected);
      opened.ledger.close();
    }),
    { numRuns: 40 },
  );
});

function tallyOf(name: string) {
  if (name === 'session') return SESSION;
  return name === 'shown' ? ({ metric: 'shown', parts: { language: 'en' } } as const) : RENEWED;
}

function totalsOf(ledger: Ledger): Map<string, number> {
  const counting = ledger.read(0, 1e6).filter(({ by }) => !by.startsWith('family='));
  return new Map(counting.map(({ hour, metric, n }) => [`${hour} ${metric}`, n]));
}

function framesOf(database: Sqlite): number {
  const [row] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  return row?.log ?? 0;
}

function open(folder: string, clock: TestClock = createTestClock()) {
  const log = createMemoryLog();
  const { database, fault } = openStore(folder, log);
  const ledger = createLedger({ database, fault, clock, log });
  onTestFinished(() => ledger.close());
  return { ledger, database, clock, log };
}
