import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createRetention } from '../../src/checkpoint/flows/retention.ts';
import type { Ledger } from '../../src/checkpoint/ports.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { createWaiting } from '../../src/checkpoint/system/ledger-waiting.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { hourOf } from '../../src/domain/clock.ts';
import type { Bucket } from '../../src/domain/tally.ts';
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
  expect(bucketsOf(ledger).find(({ by }) => by === 'language=vi')?.n).toBe(500);
});

test('what nobody waits for is one transaction with what comes next, and is written by itself if nothing does', async () => {
  const { ledger, database } = open(temporaryFolder());
  framesOf(database);
  ledger.note([RENEWED]);
  expect(bucketsOf(ledger)).toMatchObject([{ metric: 'renewed', n: 1 }]);
  await ledger.record([RENEWED]);
  expect(framesOf(database)).toBe(1);
  ledger.note([RENEWED]);
  const onDisk = database.prepare('select n from bucket').pluck();
  await expect.poll(() => onDisk.get()).toBe(3);
});

test('a new start counts under a run of its own; figures are sums over runs', async () => {
  const folder = temporaryFolder();
  for (let start = 0; start < 3; start++) {
    const { ledger, database } = open(folder);
    await ledger.record([RENEWED]);
    if (start === 2) {
      expect(database.prepare('select count(distinct run) as runs from bucket').get()).toEqual({ runs: 3 });
      expect(bucketsOf(ledger)).toMatchObject(Array(3).fill({ metric: 'renewed', n: 1 }));
    }
    ledger.close();
  }
});

test('while the disk takes nothing, counters wait; when it is back, they are written and said to be', async () => {
  const { ledger, database, log } = open(temporaryFolder());
  await ledger.record([RENEWED]);
  database.pragma('query_only = 1');
  await Promise.all([ledger.record([RENEWED]), ledger.record([SESSION])]);
  // Bringing the rest to the disk goes well all the while: that must not look like health.
  ledger.sync();
  ledger.sync();
  expect(ledger.fault()).toContain('readonly');
  expect(bucketsOf(ledger).filter(({ metric }) => metric === 'renewed')).toHaveLength(2);
  database.pragma('query_only = 0');
  await ledger.record([RENEWED]);
  expect(ledger.fault()).toBeUndefined();
  expect(database.prepare("select n from bucket where metric = 'renewed'").get()).toEqual({ n: 3 });
  expect(log.lines).toEqual([
    expect.stringContaining('cannot be written'),
    expect.stringContaining('written again'),
  ]);
});

test('weeks without a disk and without a time server cost bounded memory, and no count', async () => {
  const clock = createTestClock('1970-01-01T00:10:00Z');
  const waiting = createWaiting();
  const { database } = openStore(temporaryFolder(), createMemoryLog());
  const ledger = createLedger({ database, bootId: 'boot-1', clock, log: createMemoryLog(), waiting });
  onTestFinished(() => ledger.close());
  database.pragma('query_only = 1');
  const minutes = 21 * 24 * 60;
  for (let minute = 0; minute < minutes; minute++) {
    ledger.note([RENEWED]);
    clock.pass(60_000);
  }
  expect(waiting.counters().length).toBeLessThanOrEqual(10_000);
  database.pragma('query_only = 0');
  ledger.sync();
  const onDisk = database.prepare('select sum(n) from floating').pluck().get();
  expect([onDisk, waiting.isEmpty(), ledger.fault()]).toEqual([minutes, true, undefined]);
});

test('it began at its first hour, also where that was known only later; a clock that was never set does not count', async () => {
  const clock = createTestClock('1970-01-01T00:10:00Z');
  const { ledger } = open(temporaryFolder(), clock);
  await ledger.record([RENEWED]);
  expect(ledger.firstHour()).toBeUndefined();
  clock.pass(3 * HOUR_MS);
  clock.setWall(Date.parse('2021-02-01T05:30:00Z'));
  // As the clock says, though nobody vouches for it.
  expect(ledger.firstHour()).toBe(hourOf(Date.parse('2021-02-01T02:30:00Z')));
  clock.setQuality('ntp');
  await ledger.record([RENEWED]);
  expect(ledger.firstHour()).toBe(hourOf(Date.parse('2021-02-01T02:30:00Z')));
  expect(bucketsOf(ledger).map(({ hour, clock: quality }) => [hour % 24, quality])).toEqual([
    [2, 'ntp'],
    [5, 'ntp'],
  ]);
});

test('tells what has changed, hour by hour, each whole, in the order of its last change', async () => {
  const { ledger, clock } = open(temporaryFolder());
  const asked = { growing: hourOf(clock.epochMs()) + 2, limit: 10 };
  await ledger.record([SESSION]);
  await ledger.record([RENEWED]);
  const [first] = ledger.changes({ ...asked, after: 0 });
  const counters = [
    { metric: 'renewed', by: '', n: 1 },
    { metric: 'session', by: 'family=android', n: 1 },
    { metric: 'session', by: 'language=vi', n: 1 },
  ];
  expect(first).toMatchObject({ hour: hourOf(clock.epochMs()), clock: 'ntp', counters });
  expect(ledger.changes({ ...asked, after: first?.seq ?? 0 })).toEqual([]);
  clock.pass(HOUR_MS);
  await ledger.record([RENEWED]);
  const [second, ...others] = ledger.changes({ ...asked, after: first?.seq ?? 0 });
  expect([second?.hour, second?.run, others]).toEqual([hourOf(clock.epochMs()), first?.run, []]);
  expect(ledger.changes({ ...asked, after: 0, limit: 1 })).toEqual([first]);
  expect(ledger.changes({ ...asked, growing: asked.growing - 1, after: 0 })).toEqual([first]);
});

test('counts are kept for 400 days by a clock that a time server has set; what was forgotten takes no number again', async () => {
  const folder = temporaryFolder();
  const { ledger, clock } = open(folder);
  await ledger.record([RENEWED]);
  const [first] = ledger.changes({ after: 0, growing: 1e6, limit: 10 });
  clock.pass(400 * 24 * HOUR_MS);
  const retention = createRetention(ledger, clock);
  await ledger.record([RENEWED]);
  await retention.run();
  expect(ledger.changes({ after: 0, growing: 1e6, limit: 10 })).toHaveLength(2);
  clock.pass(HOUR_MS);
  clock.setQuality('estimated');
  await retention.run();
  expect(ledger.changes({ after: 0, growing: 1e6, limit: 10 })).toHaveLength(2);
  clock.setQuality('ntp');
  await retention.run();
  const [kept, ...none] = ledger.changes({ after: 0, growing: 1e6, limit: 10 });
  expect([(kept?.seq ?? 0) > (first?.seq ?? 0), none]).toEqual([true, []]);
  clock.pass(500 * 24 * HOUR_MS);
  await retention.run();
  ledger.close();
  const again = open(folder, clock);
  await again.ledger.record([RENEWED]);
  expect(again.ledger.changes({ after: kept?.seq ?? 0, growing: 1e6, limit: 10 })).toHaveLength(1);
});

test('its log is brought to the disk alone, and into the database when it has come to 1 MB; then it is written over', async () => {
  const folder = temporaryFolder();
  const { ledger, database } = open(folder);
  const bytesOf = (end: string) => statSync(join(folder, `ledger.db${end}`)).size;
  const logBytes = () => bytesOf('-wal');
  await ledger.record([RENEWED]);
  ledger.sync();
  expect(logBytes()).toBeGreaterThan(0);
  database.exec(`insert into floating select 1, value, 'run', 'metric', 'by', 1 from
    (with recursive n(value) as (select 1 union all select value + 1 from n where value < 60000) select value from n)`);
  expect([bytesOf('') < 512 * 1024, logBytes() > 1024 * 1024]).toEqual([true, true]);
  await ledger.record([RENEWED]);
  ledger.sync();
  expect(bytesOf('')).toBeGreaterThan(1024 * 1024);
  const lengths = new Set<number>();
  const frames: number[] = [];
  for (let round = 0; round < 3; round++) {
    await ledger.record([RENEWED]);
    ledger.sync();
    lengths.add(logBytes());
    frames.push(readLog(folder));
  }
  // Its length stays, and it is not brought into the database again while little is in it.
  expect([[...lengths], frames, ledger.fault()]).toEqual([[1024 * 1024], [1, 2, 3], undefined]);
});

test('a sync that may wait waits until what was written is so old, and one with nothing to do does nothing', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = temporaryFolder();
  const { ledger, database } = open(folder);
  ledger.sync();
  // What a sync would have to tell.
  database.exec('create table gone (n)');
  rmSync(join(folder, 'ledger.db-wal'));
  ledger.sync();
  vi.advanceTimersByTime(10_000);
  ledger.sync(3000);
  expect(ledger.fault()).toBeUndefined();
  await ledger.record([RENEWED]);
  vi.advanceTimersByTime(2999);
  ledger.sync(3000);
  expect(ledger.fault()).toBeUndefined();
  vi.advanceTimersByTime(1);
  ledger.sync(3000);
  expect(ledger.fault()).toContain('ENOENT');
});

test('gives away nothing that it cannot bring to the disk', async () => {
  const { ledger, database } = open(temporaryFolder());
  database.pragma('query_only = 1');
  await ledger.record([RENEWED]);
  expect(() => ledger.changes({ after: 0, growing: 1e6, limit: 10 })).toThrow('not on the disk');
  database.pragma('query_only = 0');
  expect(ledger.changes({ after: 0, growing: 1e6, limit: 10 })).toHaveLength(1);
});

test('a clock that is set back begins a new run: an hour that has been given away never grows', async () => {
  const { ledger, clock } = open(temporaryFolder());
  await ledger.record([RENEWED]);
  clock.pass(2 * HOUR_MS);
  await ledger.record([RENEWED]);
  clock.setWall(clock.epochMs() - 2 * HOUR_MS);
  await ledger.record([RENEWED]);
  const changes = ledger.changes({ after: 0, growing: 1e6, limit: 10 });
  expect(changes.map(({ counters }) => counters.map(({ n }) => n))).toEqual([[1], [1], [1]]);
  expect(new Set(changes.map(({ run }) => run)).size).toBe(2);
});

test('a file of the first version keeps its counts, marked as reckoned, and can be told from the beginning', async () => {
  const folder = temporaryFolder();
  const { database } = openStore(folder, createMemoryLog());
  database.exec(`drop table bucket; drop table floating; drop table boot; drop table ledger; drop table running; drop table fold_rule;
    drop table salvage;
    create table bucket (run text not null, hour integer not null, metric text not null, by text not null, n integer not null,
      primary key (hour, run, metric, by)) strict, without rowid;
    insert into bucket values ('aa', 447817, 'renewed', '', 7), ('bb', 447818, 'renewed', '', 2);
    pragma user_version = 1`);
  database.close();
  const { ledger } = open(folder);
  expect(ledger.changes({ after: 0, growing: 1e6, limit: 10 })).toMatchObject([
    { run: 'aa', clock: 'estimated', counters: [{ n: 7 }] },
    { run: 'bb', clock: 'estimated', counters: [{ n: 2 }] },
  ]);
});

test('no other program gets in its way, and none finds an index beside it that would wear out the card', async () => {
  const folder = temporaryFolder();
  const { ledger } = open(folder);
  const other = new Database(join(folder, 'ledger.db'), { timeout: 0 });
  onTestFinished(() => void other.close());
  for (const work of ['begin immediate', 'select * from bucket'])
    expect(() => other.exec(work)).toThrow('locked');
  await ledger.record([RENEWED]);
  expect([ledger.fault(), bucketsOf(ledger).length]).toEqual([undefined, 1]);
  expect(readdirSync(folder)).not.toContain('ledger.db-shm');
});

test('another program that was there first shares it; one that holds the lock makes counters wait, and nobody else', async () => {
  const folder = temporaryFolder();
  open(folder).ledger.close();
  const other = new Database(join(folder, 'ledger.db'));
  onTestFinished(() => void other.close());
  other.exec('select * from bucket');
  const { ledger } = open(folder);
  other.exec('begin immediate');
  const startedMs = performance.now();
  await ledger.record([RENEWED]);
  expect(performance.now() - startedMs).toBeLessThan(1000);
  expect(ledger.fault()).toContain('locked');
  other.exec('rollback');
  ledger.sync();
  expect([ledger.fault(), bucketsOf(ledger).length]).toEqual([undefined, 1]);
});

test('a store that a power cut left open is opened again with all that was acknowledged', async () => {
  const folder = temporaryFolder();
  const cut = open(folder);
  await cut.ledger.record([RENEWED]);
  const { ledger } = open(copyOf(folder));
  expect(bucketsOf(ledger)).toMatchObject([{ metric: 'renewed', n: 1 }]);
});

describe('the run before', () => {
  test('was closed: nothing is told, and what is known is not written again', async () => {
    const folder = temporaryFolder();
    const before = open(folder);
    await before.ledger.record([RENEWED]);
    before.ledger.close();
    const { ledger, database, log } = open(folder);
    expect([ledger.lastEnding, ledger.powerCuts(), log.lines]).toEqual(['closed', { count: 0 }, []]);
    const frames = framesOf(database);
    for (let round = 0; round < 3; round++) ledger.sync();
    expect(framesOf(database)).toBe(frames);
  });

  test('fell before it counted anything: told from its first moment on', () => {
    const folder = temporaryFolder();
    open(folder);
    const { ledger, log } = open(copyOf(folder));
    expect([ledger.lastEnding, ledger.powerCuts()]).toEqual(['crash', { count: 0 }]);
    expect(log.lines).toEqual([expect.stringContaining('killed or fell')]);
  });

  test('ended with the power: told in the log, and kept with its hour, once for each cut', async () => {
    const folder = temporaryFolder();
    const first = open(folder);
    await first.ledger.record([RENEWED]);
    const second = open(copyOf(folder), first.clock, 'boot-2');
    const last = { hour: hourOf(first.clock.epochMs()), clock: 'ntp' };
    expect([second.ledger.lastEnding, second.ledger.powerCuts()]).toEqual(['power-cut', { count: 1, last }]);
    expect(second.log.lines).toEqual([expect.stringContaining('up to five seconds')]);
    const cutAgain = copyOf(second.folder);
    second.ledger.close();
    const closed = open(second.folder, first.clock, 'boot-3');
    expect([closed.ledger.lastEnding, closed.ledger.powerCuts().count]).toEqual(['closed', 1]);
    first.clock.pass(HOUR_MS);
    const third = open(cutAgain, first.clock, 'boot-3');
    expect(third.ledger.powerCuts()).toEqual({ count: 2, last: { ...last, hour: last.hour + 1 } });
  });

  test('ended with the power, on a board without a clock: its hour is found when the clock is set', () => {
    const folder = temporaryFolder();
    open(folder);
    const clock = createTestClock('1970-01-01T00:10:00Z');
    const { ledger } = open(copyOf(folder), clock, 'boot-2');
    expect(ledger.powerCuts()).toEqual({ count: 1, last: { hour: 0, clock: 'estimated' } });
    clock.setWall(Date.parse('2021-02-01T05:30:00Z'));
    clock.setQuality('ntp');
    const last = { hour: hourOf(clock.epochMs()), clock: 'ntp' };
    expect(ledger.powerCuts()).toEqual({ count: 1, last });
    ledger.sync();
    expect(ledger.powerCuts()).toEqual({ count: 1, last });
  });

  test('was closed while counters still waited for the disk: it does not say that all is well', async () => {
    const folder = temporaryFolder();
    const { ledger, database } = open(folder);
    database.pragma('query_only = 1');
    await ledger.record([RENEWED]);
    ledger.close();
    expect(open(folder).ledger.lastEnding).toBe('crash');
  });
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
          void opened.ledger.record([tallyOf(name)]);
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

/** What a cut leaves of a ledger that is open. */
function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function tallyOf(name: string) {
  if (name === 'session') return SESSION;
  return name === 'shown' ? ({ metric: 'shown', parts: { language: 'en' } } as const) : RENEWED;
}

function totalsOf(ledger: Ledger): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { hour, metric, by, n } of bucketsOf(ledger)) {
    const key = `${hour} ${metric}`;
    if (!by.startsWith('family=')) totals.set(key, (totals.get(key) ?? 0) + n);
  }
  return totals;
}

function bucketsOf(ledger: Ledger): Bucket[] {
  const buckets: Bucket[] = [];
  ledger.each(0, 1e6, (bucket) => buckets.push(bucket));
  return buckets;
}

/** How many frames of its present round the log holds. */
function readLog(folder: string): number {
  const log = readFileSync(join(folder, 'ledger.db-wal'));
  let frames = 0;
  while (log.compare(log, 16, 24, 32 + frames * 536 + 8, 32 + frames * 536 + 16) === 0) frames += 1;
  return frames;
}

function framesOf(database: Sqlite): number {
  const [row] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  return row?.log ?? 0;
}

function open(folder: string, clock: TestClock = createTestClock(), bootId = 'boot-1') {
  const log = createMemoryLog();
  const { database, fault } = openStore(folder, log);
  const ledger = createLedger({ database, fault, bootId, clock, log });
  onTestFinished(() => ledger.close());
  return { folder, ledger, database, clock, log };
}
