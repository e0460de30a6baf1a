import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createFeed, type FeedBatch } from '../../src/checkpoint/flows/feed.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import type { ClockQuality } from '../../src/domain/clock.ts';
import { type Batch, type Position, parsePosition } from '../../src/domain/feed/batch.ts';
import { decodeBatch } from '../../src/domain/feed/decode.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMerge } from '../domain/feed/merge.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2021-02-01T01:30:20Z');
const RUNS = Number(process.env.RUNS ?? 2000);

/** What a batch's way to the reader does to it. `kept for later`: it comes after others that were asked for later. */
const WAYS = [
  'arrives',
  'is lost',
  'arrives twice',
  'is kept for later',
  'arrives, but the reader forgets its place',
] as const;

type Event =
  | { readonly kind: 'tally' | 'sync' | 'time server' | 'crash' | 're-flash' | 'the late ones arrive' }
  | { readonly kind: 'time passes'; readonly minutes: number }
  | { readonly kind: 'clock steps'; readonly toMs: number }
  | { readonly kind: 'power cut'; readonly offMinutes: number; readonly wakesAtMs: number }
  | { readonly kind: 'batch'; readonly way: (typeof WAYS)[number]; readonly limit: number };

const WRONG_TIMES = fc
  .constantFrom('1970-01-01T00:00:09Z', '2021-01-20T10:00:00Z', '2099-12-31T16:59:00Z')
  .map(Date.parse);
const kind = <K extends string>(name: K) => fc.constant(name);
const EVENTS: fc.Arbitrary<Event> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ kind: kind('tally') }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('sync') }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: kind('time passes'), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'time passes', minutes: 30 * 24 * 60 } as const) },
  { weight: 2, arbitrary: fc.record({ kind: kind('time server') }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('clock steps'), toMs: WRONG_TIMES }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('crash') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('power cut'),
      offMinutes: fc.integer({ min: 0, max: 5000 }),
      wakesAtMs: WRONG_TIMES,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('batch'),
      way: fc.constantFrom(...WAYS),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('the late ones arrive') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('re-flash') }) },
);

// What a ledger does soon, it does here when it is told to: a life of years is over in milliseconds.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] }));

test(
  'whatever happens to a box, its card, its clock and its batches: the reader never has more than was counted, and in the end the same',
  async () => {
    const database = openDatabase();
    await fc.assert(
      fc.asyncProperty(fc.array(EVENTS, { maxLength: 40 }), async (events) => {
        const world = createWorld(database);
        for (const event of events) {
          await world.happen(event);
          expect(world.read()).toBeLessThanOrEqual(world.counted());
        }
        await world.comeToRest();
        expect(world.read()).toBe(world.counted() - world.gone());
        expect(world.readOfThisCard()).toEqual(world.onThisCard());
      }),
      {
        numRuns: RUNS,
        examples: [
          // Two hours are found at once, and the one that is not over has changed before the other.
          [
            [
              { kind: 'tally' },
              { kind: 'crash' },
              { kind: 'time passes', minutes: 30 * 24 * 60 },
              { kind: 'tally' },
              { kind: 'time server' },
              { kind: 'batch', way: 'arrives', limit: 2 },
            ],
          ],
        ],
      },
    );
  },
  60_000 + RUNS * 60,
);

/** A checkpoint's box in true time, a card that keeps what was synced, and a reader of its feed. */
function createWorld(database: Sqlite) {
  let trueMs = START_MS;
  let offsetMs = Date.parse('1970-01-01T00:00:09Z') - START_MS;
  let quality: ClockQuality = 'estimated';
  let boot = 1;
  let bootedMs = START_MS - 20_000;
  // The slow model: every tally is one of these, and moves on by what happens.
  const tallies = { committed: 0, synced: 0, lost: 0, leftOnOldCards: 0 };
  const card = createCard(database);
  const reader = createReader();
  const clock: Clock = {
    epochMs: () => trueMs + offsetMs,
    monotonicMs: () => trueMs - bootedMs,
    quality: () => quality,
  };
  const start = () => {
    const ledger = createLedger({ database, bootId: `boot-${boot}`, clock, log: createMemoryLog() });
    const folding = { ruleOf: () => ({ below: 1, languages: ['vi'] }) };
    const key = { settled: Promise.resolve(), sign: () => new Uint8Array(64) };
    return {
      ledger,
      feed: createFeed({
        checkpoint: { id: 'mau' },
        ledger,
        folding,
        salvage: { damage: () => [] },
        key,
        clock,
      }),
    };
  };
  let portal = start();
  const wake = (offMinutes: number, wakesAtMs: number) => {
    trueMs += offMinutes * MINUTE_MS;
    bootedMs = trueMs;
    offsetMs = wakesAtMs - trueMs;
    quality = 'estimated';
    boot += 1;
    portal = start();
  };
  const synced = () => {
    card.sync();
    tallies.synced += tallies.committed;
    tallies.committed = 0;
  };
  const rows: { [K in Event['kind']]: (event: Extract<Event, { kind: K }>) => unknown } = {
    tally() {
      void portal.ledger.record([{ metric: 'session', parts: { language: 'vi', family: 'ios' } }]);
      vi.advanceTimersByTime(1000);
      tallies.committed += 1;
    },
    sync() {
      portal.ledger.sync();
      synced();
    },
    'time server'() {
      offsetMs = 0;
      quality = 'ntp';
    },
    crash() {
      portal = start();
    },
    'time passes'({ minutes }) {
      trueMs += minutes * MINUTE_MS;
    },
    'clock steps'({ toMs }) {
      // One that a time server keeps is put right at once.
      if (quality === 'estimated') offsetMs = toMs - trueMs;
    },
    'power cut'({ offMinutes, wakesAtMs }) {
      card.cut();
      tallies.lost += tallies.committed;
      tallies.committed = 0;
      wake(offMinutes, wakesAtMs);
    },
    're-flash'() {
      tallies.leftOnOldCards += tallies.committed + tallies.synced - reader.ofThisCard();

      reader.keepWhatItHas();
      Object.assign(tallies, { committed: 0, synced: 0 });
      card.replace();
      wake(10, START_MS);
    },
    async batch({ way, limit }) {
      const batch = await portal.feed.batch({ since: reader.position(), limit });
      // What is given away is on the card first.
      synced();
      reader.take(batch, way);
    },
    'the late ones arrive': () => reader.takeLate(),
  };
  const happen = async (event: Event) => {
    await (rows[event.kind] as (event: Event) => unknown)(event);
  };
  let counted = 0;
  return {
    async happen(event: Event) {
      if (event.kind === 'tally') counted += 1;
      await happen(event);
    },
    /** A time server is there, all hours are over, and the reader asks until there is no more. */
    async comeToRest() {
      for (const event of [
        { kind: 'time server' },
        { kind: 'sync' },
        { kind: 'time passes', minutes: 61 },
      ] as const)
        await happen(event);
      await happen({ kind: 'the late ones arrive' });
      for (let more = true; more; more = reader.hasMore())
        await happen({ kind: 'batch', way: 'arrives', limit: 3 });
    },
    counted: () => counted,
    gone: () => tallies.lost + tallies.leftOnOldCards,
    read: () => reader.ofAllCards(),
    readOfThisCard: () => reader.hours(),
    onThisCard() {
      const hours: Record<string, number> = {};
      portal.ledger.each(-1e9, 1e9, ({ hour, by, n }) => {
        if (by === 'language=vi') hours[hour] = (hours[hour] ?? 0) + n;
      });
      return hours;
    },
  };
}

/** What a power cut takes back: all that was written since the last sync. */
function createCard(database: Sqlite) {
  const TABLES = ['bucket', 'floating', 'boot', 'ledger'] as const;
  const empty = () => {
    database.exec('delete from floating; delete from bucket; delete from boot');
    database.exec('update ledger set id = lower(hex(randomblob(8)))');
  };
  const read = () => TABLES.map((table) => database.prepare(`select * from ${table}`).all() as object[]);
  empty();
  let kept = read();
  return {
    sync() {
      kept = read();
    },
    cut() {
      database.exec('delete from floating; delete from bucket; delete from boot; delete from ledger');
      for (const table of ['bucket', 'boot', 'floating', 'ledger'] as const)
        for (const row of kept[TABLES.indexOf(table)] ?? []) {
          const values = Object.values(row);
          database.prepare(`insert into ${table} values (${values.map(() => '?')})`).run(values);
        }
    },
    replace() {
      empty();
      kept = read();
    },
  };
}

/** A district's program, that keeps the largest number it was ever told, and whose network does what it likes. */
function createReader() {
  let merge = createMerge();
  let position: Position | undefined;
  let late: Batch[] = [];
  let more = true;
  let ofOldCards = 0;
  const sessions = () => merge.counters().filter(({ by }) => by === 'language=vi');
  const sum = () => sessions().reduce((all, { n }) => all + n, 0);
  return {
    position: () => position,
    hasMore: () => more,
    take({ text }: FeedBatch, way: (typeof WAYS)[number]) {
      if (way === 'is lost') return;
      const batch = decodeBatch(text);
      more = batch.more;
      if (way === 'is kept for later') late.push(batch);
      else merge.take(batch.items);
      if (way === 'arrives twice') merge.take(batch.items);
      if (way !== 'is kept for later') position = batch.next;
      if (way === 'arrives, but the reader forgets its place') position = parsePosition('0123456789abcdef.3');
    },
    takeLate() {
      for (const batch of late.splice(0).reverse()) merge.take(batch.items);
    },
    ofThisCard: sum,
    ofAllCards: () => ofOldCards + sum(),
    keepWhatItHas() {
      ofOldCards += sum();
      merge = createMerge();
      late = [];
    },
    hours() {
      const hours: Record<string, number> = {};
      for (const { hour, n } of sessions()) hours[hour] = (hours[hour] ?? 0) + n;
      return hours;
    },
  };
}

function openDatabase(): Sqlite {
  const { database } = openStore(temporaryFolder(), createMemoryLog());
  onTestFinished(() => {
    vi.useRealTimers();
    database.close();
  });
  // The card is the test's own.
  database.pragma('synchronous = OFF');
  return database;
}
