import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Ledger } from '../../src/checkpoint/ports.ts';
import { createStorage } from '../../src/checkpoint/system/storage.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { type ClockQuality, hourOf } from '../../src/domain/clock.ts';
import { bucketOf, floatingOf } from '../../src/domain/saved-rows.ts';
import { pagesOf } from '../../src/platform/sqlite-pages.ts';
import { recordsIn } from '../../src/platform/sqlite-record.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { makeSpecimen, PAGE, type Rows, RULE, rowsOf, type Specimen, writeLedger } from './damage.ts';

/** Each page in the slow suite. */
const STEP = Number(process.env.STRIDE ?? 7);
const RENEWED = { metric: 'renewed', parts: {} } as const;
/** A card loses what it loses in blocks. */
const SECTOR = 512;
const RUNS = Number(process.env.DAMAGES ?? 10);

let specimen: Specimen;
let stranger: Specimen;
beforeAll(() => {
  specimen = makeSpecimen(0);
  stranger = makeSpecimen(2);
});

test('page by page everything is found that SQLite finds in a whole file, and nothing else', async () => {
  expect(specimen.file.length / PAGE).toBeGreaterThan(20);
  expect(await countersOn()).toEqual(onlyCounters(specimen.rows));
});

describe('what is on undamaged pages is saved, and nothing is counted that was not', () => {
  test('its header is overwritten', () => damaged({ file: overwritten(specimen.file, 0, garbage(100)) }));

  test('its first page is gone', () => damaged({ file: overwritten(specimen.file, 0, Buffer.alloc(PAGE)) }));

  test('any page is zeroed', async () => {
    for (let page = 0; page < specimen.file.length / PAGE; page += STEP)
      await damaged({ file: overwritten(specimen.file, page * PAGE, Buffer.alloc(PAGE)), lost: [page] });
  }, 600_000);

  test('any sectors hold garbage', async () => {
    const spots = fc.array(
      fc.record({
        sector: fc.nat(specimen.file.length / SECTOR - 1),
        bytes: fc.uint8Array({ minLength: SECTOR, maxLength: SECTOR }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(spots, async (hits) => {
        const file = hits.reduce(
          (bytes, { sector, bytes: spot }) => overwritten(bytes, sector * SECTOR, Buffer.from(spot)),
          specimen.file,
        );
        await damaged({
          file,
          lost: hits.map(({ sector }) => Math.floor((sector * SECTOR) / PAGE)),
          mayBeOpen: true,
        });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 1_200_000);

  test('it is cut off at any page, with its log and without', async () => {
    for (let page = 1; page < specimen.file.length / PAGE; page += 3 * STEP) {
      const lost = Array.from({ length: specimen.file.length / PAGE - page }, (_, n) => page + n);
      await damaged({
        file: specimen.file.subarray(0, page * PAGE - 100),
        lost: [page - 1, ...lost],
        mayBeOpen: true,
      });
    }
  }, 600_000);

  test('it is empty, and its log is not', () =>
    damaged({
      file: Buffer.alloc(0),
      lost: Array.from({ length: 1000 }, (_, page) => page),
      mayBeOpen: true,
    }));

  test('its log is another ledger`s', async () => {
    const both = new Map([...specimen.rows, ...stranger.rows]);
    const { rows } = await salvage(specimen.file, stranger.log);
    for (const [key, n] of rows) expect(both.get(key) ?? 0, key).toBeGreaterThanOrEqual(n);
    const [mine, found] = [onlyBuckets(specimen.rows), onlyBuckets(rows)];
    for (const [key, n] of mine) expect(found.get(key), key).toBe(n);
  });
});

test('what is no database at all, and a folder in its place, are set aside; counting goes on', async () => {
  for (const make of [
    (path: string) => writeFileSync(path, 'a power cut wrote this'.repeat(500)),
    (path: string) => mkdirSync(path),
    (path: string) => writeFileSync(path, ''),
  ]) {
    const folder = temporaryFolder();
    make(join(folder, 'ledger.db'));
    const { storage } = open(folder);
    expect(storage.ledger.fault()).toBeUndefined();
    await storage.salvage.run();
    await storage.ledger.record([RENEWED]);
    expect([total(storage), storage.ledger.fault()]).toEqual([1, undefined]);
  }
});

test('tokens open again, and one that was revoked does not', async () => {
  const file = rootless();
  const { storage } = await salvage(file, specimen.log);
  const { good, revoked } = specimen.tokens;
  expect([good, revoked].map((token) => storage.tokens.accepts(token))).toEqual([true, false]);
});

test('counters without an hour find theirs when the clock is set, once, however often they are saved', async () => {
  const { storage, folder } = await salvage(rootless(), specimen.log);
  const before = total(storage);
  // They find their hours at the first write, as the clock is set.
  await storage.ledger.record([RENEWED]);
  storage.ledger.close();
  const { database } = openStore(folder, createMemoryLog());
  expect(database.prepare('select count(*) from floating').pluck().get()).toBe(0);
  // As if it had been killed before it could remember that it was done.
  database.exec('update salvage set done = 0');
  database.close();
  const again = open(folder).storage;
  await again.salvage.run();
  await again.ledger.record([RENEWED]);
  expect([total(again), again.salvage.damage()[0]?.isDone]).toEqual([before + 2, true]);
});

test('counters without an hour come a few at a time, and find theirs at one blow when all are there', async () => {
  const { storage } = await salvage(rootless(), specimen.log);
  await storage.ledger.record([RENEWED]);
  const wanted = hoursOf(storage);
  storage.ledger.close();
  const fresh = temporaryFolder();
  writeLedger(fresh, rootless(), specimen.log);
  // By the time it takes parts, a time server has set the clock.
  const again = open(fresh);
  const floating = again.storage.database().prepare('select count(*) from floating').pluck();
  const sizes = new Set<unknown>();
  let isDone = false;
  const run = again.storage.salvage.run().then(() => {
    isDone = true;
  });
  while (!isDone) {
    sizes.add(floating.get());
    void again.storage.ledger.record([RENEWED]);
    await setImmediate();
  }
  await run;
  expect(sizes.size).toBeGreaterThan(2);
  again.storage.ledger.sync();
  expect(floating.get()).toBe(0);
  const found = hoursOf(again.storage);
  const now = hourOf(again.clock.epochMs());
  for (const [hour, n] of wanted) if (hour !== now) expect(found.get(hour), `hour ${hour}`).toBe(n);
  expect(found.size).toBe(wanted.size);
});

test('killed in the middle and begun again, it ends with the same; meanwhile travelers are counted', async () => {
  const file = rootless();
  const whole = await salvage(file, specimen.log);
  const folder = temporaryFolder();
  writeLedger(folder, file, specimen.log);
  const first = open(folder);
  const interrupted = first.storage.salvage.run().catch((error: Error) => error.message);
  while (!first.storage.salvage.damage()[0]?.counters) await setImmediate();
  void first.storage.ledger.record([RENEWED]);
  first.storage.ledger.close();
  expect(await interrupted).toContain('does not take it');
  const second = open(folder);
  expect(second.storage.salvage.damage()).toMatchObject([{ isDone: false }]);
  await second.storage.salvage.run();
  expect(total(second.storage)).toBe(total(whole.storage) + 1);
  const [one] = whole.storage.salvage.damage();
  expect(second.storage.salvage.damage()).toEqual([{ ...one, hour: 447_817 }]);
  expect(one).toMatchObject({ file: 'ledger.db.damaged-1', hour: undefined, tokens: 1, isDone: true });
  expect(one?.counters).toBe(whole.rows.size - 1);
});

test.for(['', '-wal'])(
  'one whose file%s cannot be opened now is not done: the next round saves it',
  async (end) => {
    const folder = temporaryFolder();
    writeLedger(folder, rootless(), specimen.log);
    const { storage, clock } = open(folder, 'estimated');
    const path = join(folder, `ledger.db.damaged-1${end}`);
    renameSync(path, `${path}.kept`);
    // The kernel refuses it (ELOOP), root too.
    symlinkSync(path, path);
    await expect(storage.salvage.run()).rejects.toThrow('ELOOP');
    expect(storage.salvage.damage()).toMatchObject([{ counters: 0, isDone: false }]);
    // Nothing of it is here, so the feed need not wait for the rest: it may never come.
    clock.setQuality('ntp');
    await storage.ledger.record([RENEWED]);
    expect(storage.ledger.changes({ after: 0, growing: 1e6, limit: 9 })).toHaveLength(1);
    clock.setQuality('estimated');
    renameSync(`${path}.kept`, path);
    await storage.salvage.run();
    const [saved] = storage.salvage.damage();
    expect([saved?.isDone, saved?.tokens]).toEqual([true, 1]);
    expect(saved?.counters).toBe((await salvage(rootless(), specimen.log)).rows.size - 1);
  },
);

test('a ledger that is damaged in its turn is begun anew with all that both have', async () => {
  const { storage, folder } = await salvage(rootless(), specimen.log);
  await storage.ledger.record([RENEWED]);
  const before = total(storage);
  storage.ledger.close();
  writeFileSync(join(folder, 'ledger.db'), garbage(5000));
  const third = open(folder);
  await third.storage.salvage.run();
  expect(third.storage.salvage.damage().map(({ file }) => file)).toEqual([
    'ledger.db.damaged-2',
    'ledger.db.damaged-1',
  ]);
  expect(total(third.storage)).toBe(before - 1);
  expect(readdirSync(folder)).toContain('ledger.db.damaged-1-wal');
});

test('one that is damaged while it is open is set aside, and all is there: what waited, what was saved, tokens', async () => {
  const { folder, storage, token, garble } = await shared();
  garble('floating');
  await storage.ledger.record([RENEWED]);
  expect(storage.ledger.fault()).toContain('malformed');
  for (let round = 0; round < 2; round++) storage.heal();
  expect([storage.ledger.fault(), readdirSync(folder).includes('ledger.db.damaged-1')]).toEqual([
    undefined,
    true,
  ]);
  await storage.salvage.run();
  expect([total(storage), storage.tokens.accepts(token)]).toEqual([2, true]);
});

test.for<[string, (ledger: Ledger) => unknown]>([
  ['figures are asked for', (ledger) => ledger.each(0, 1e6, () => {})],
  ['the feed is', (ledger) => ledger.changes({ after: 0, growing: 1e6, limit: 10 })],
  ['power cuts are', (ledger) => ledger.powerCuts()],
  ['its beginning is', (ledger) => ledger.firstHour()],
])('damage that is found only when %s is told and healed, as one that a write finds', async ([, ask]) => {
  const { folder, storage, token, garble } = await shared();
  garble('bucket');
  expect(() => ask(storage.ledger)).toThrow('malformed');
  // All that is written meanwhile goes well: that must not look like health.
  storage.ledger.sync();
  expect(storage.ledger.fault()).toContain('malformed');
  for (let round = 0; round < 2; round++) storage.heal();
  expect([storage.ledger.fault(), readdirSync(folder).includes('ledger.db.damaged-1')]).toEqual([
    undefined,
    true,
  ]);
  await storage.ledger.record([RENEWED]);
  await storage.salvage.run();
  // What was on the page is lost.
  expect([total(storage), storage.tokens.accepts(token)]).toEqual([1, true]);
});

/** A ledger with a counter and a token that another program has open too, and a way to overwrite the page that leads to a table. */
async function shared() {
  const folder = temporaryFolder();
  openStore(folder, createMemoryLog()).database.close();
  // Another program is here first, so that it is not shut out.
  const other = new Database(join(folder, 'ledger.db'));
  onTestFinished(() => void other.close());
  other.prepare('select * from token').all();
  const { storage } = open(folder);
  const { token } = storage.tokens.create('huyện');
  await storage.ledger.record([RENEWED]);
  const garble = (table: string) => {
    other.pragma('wal_checkpoint(TRUNCATE)');
    const root = other.prepare('select rootpage from sqlite_master where name = ?').pluck().get(table);
    const file = openSync(join(folder, 'ledger.db'), 'r+');
    writeSync(file, garbage(PAGE), 0, PAGE, ((root as number) - 1) * PAGE);
    closeSync(file);
    // What another program writes makes SQLite read the pages again.
    other.exec("update ledger set id = 'another'");
  };
  return { folder, storage, token, garble };
}

/** Saves what can be saved, and demands all that is not on `lost` pages of the file, and no counter that is larger than it was. */
test('a damaged file that is taken away before all is saved from it does not silence the feed', async () => {
  const folder = temporaryFolder();
  const { ledger, salvage, database } = open(folder).storage;
  database().exec("insert into salvage values ('ledger.db.damaged-1', null, 1, 0, 0)");
  await ledger.record([RENEWED]);
  const asked = { after: 0, growing: 1e6, limit: 9 };
  expect(ledger.changes(asked)).toEqual([]);
  await salvage.run();
  expect(ledger.changes(asked)).toHaveLength(1);
});

async function damaged({
  file,
  lost = [0],
  mayBeOpen = false,
}: {
  file: Buffer;
  lost?: readonly number[];
  /** It may be that SQLite finds nothing wrong. */
  mayBeOpen?: boolean;
}) {
  for (const log of [specimen.log, undefined]) {
    const { rows, isAside } = await salvage(file, log);
    const truth = log ? specimen.rows : await rowsWithoutLog();
    for (const [key, n] of rows) expect(truth.get(key) ?? 0, key).toBeGreaterThanOrEqual(n);
    if (mayBeOpen && !isAside) continue;
    const wanted = await countersOn(lost, log ?? Buffer.alloc(0));
    for (const [key, n] of wanted) expect(rows.get(key), key).toBe(n);
  }
}

async function rowsWithoutLog(): Promise<Rows> {
  const folder = temporaryFolder();
  writeLedger(folder, specimen.file);
  const { database } = openStore(folder, createMemoryLog());
  const rows = rowsOf(database);
  database.close();
  return rows;
}

/** The largest of each counter on all pages of the specimen but the lost ones of its file. */
async function countersOn(
  lost: readonly number[] = [],
  log: Buffer | undefined = specimen.log,
): Promise<Rows> {
  const folder = temporaryFolder();
  writeLedger(folder, specimen.file, log);
  const found = new Map<string, number>();
  for await (const { number, bytes, isCurrent, isInLog, pageAt } of pagesOf(
    join(folder, 'ledger.db'),
    PAGE,
  )) {
    if (!isInLog && lost.includes(number - 1)) continue;
    for (const record of await recordsIn(bytes, pageAt)) note(found, record, isCurrent);
  }
  return found;
}

function note(found: Map<string, number>, record: readonly unknown[], isCurrent: boolean) {
  const bucket = bucketOf(record);
  const floating = isCurrent ? floatingOf(record) : undefined;
  if ((bucket ?? floating)?.metric === 'power_cut') return;
  const key = bucket
    ? `bucket ${bucket.run}${bucket.hour}${bucket.metric}${bucket.by}`
    : floating && `floating ${floating.minute}${floating.run}${floating.metric}${floating.by}`;
  const n = (bucket ?? floating)?.n ?? 0;
  if (key) found.set(key, Math.max(found.get(key) ?? 0, n));
}

async function salvage(file: Buffer, log?: Buffer) {
  const folder = temporaryFolder();
  writeLedger(folder, file, log);
  // A set clock would give counters without an hour theirs.
  const first = open(folder, 'estimated').storage;
  await first.salvage.run();
  first.ledger.close();
  const { database } = openStore(folder, createMemoryLog());
  const rows = rowsOf(database);
  database.close();
  const { storage, clock } = open(folder);
  return { folder, storage, clock, rows, isAside: storage.salvage.damage().length > 0 };
}

function open(folder: string, quality: ClockQuality = 'ntp') {
  const clock = createTestClock();
  clock.setQuality(quality);
  const storage = createStorage({
    directory: folder,
    rule: RULE,
    bootId: 'boot-c',
    clock,
    log: createMemoryLog(),
  });
  onTestFinished(() => storage.ledger.close());
  return { storage, clock, folder };
}

function hoursOf({ ledger }: ReturnType<typeof createStorage>): Map<number, number> {
  const hours = new Map<number, number>();
  ledger.each(-1e9, 1e9, ({ hour, n }) => {
    hours.set(hour, (hours.get(hour) ?? 0) + n);
  });
  return hours;
}

function total({ ledger }: ReturnType<typeof createStorage>): number {
  let sum = 0;
  ledger.each(-1e9, 1e9, ({ n }) => {
    sum += n;
  });
  return sum;
}

function overwritten(file: Buffer, at: number, bytes: Buffer): Buffer {
  const copy = Buffer.from(file);
  bytes.copy(copy, at);
  return copy;
}

/** Set aside with its log and without. */
function rootless(): Buffer {
  return overwritten(specimen.file, (specimen.root - 1) * PAGE, garbage(PAGE));
}

function garbage(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, n) => (n * 7919 + (n >> 3) * 31) & 255));
}

function onlyCounters(rows: Rows): Rows {
  return new Map([...rows].filter(([key]) => !key.startsWith('token')));
}

function onlyBuckets(rows: Rows): Rows {
  return new Map([...rows].filter(([key]) => key.startsWith('bucket')));
}
