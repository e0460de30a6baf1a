import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createFeed, type Feed } from '../../src/checkpoint/flows/feed.ts';
import { createPush } from '../../src/checkpoint/flows/push.ts';
import type { Hub } from '../../src/checkpoint/ports.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import type { ClockQuality } from '../../src/domain/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createVouchedClock } from '../../src/platform/vouched-clock.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';
import { createHubInMemory, createReader, PULLS, PUSHES, type PushWay } from './receivers.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2021-02-01T01:30:20Z');
const RUNS = Number(process.env.RUNS ?? 2000);
const ROUNDS_AT_MOST = 20;

type Event =
  | { readonly kind: 'tally' | 'sync' | 'time server' | 'crash' | 're-flash' | 'the late ones arrive' }
  | { readonly kind: 'time passes'; readonly minutes: number }
  | { readonly kind: 'clock steps'; readonly toMs: number }
  | { readonly kind: 'power cut'; readonly offMinutes: number; readonly wakesAtMs: number }
  | { readonly kind: 'pull'; readonly way: (typeof PULLS)[number]; readonly limit: number }
  | { readonly kind: 'push'; readonly ways: readonly PushWay[]; readonly tellsTime: boolean };

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
      kind: kind('pull'),
      way: fc.constantFrom(...PULLS),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('push'),
      ways: fc.array(fc.constantFrom(...PUSHES), { maxLength: 4 }),
      tellsTime: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('the late ones arrive') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('re-flash') }) },
);

// What a ledger does soon, it does here when it is told to: a life of years is over in milliseconds.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] }));

test(
  'whatever happens to a box, its card, its clock and its batches: who asks and who is handed to never has more than was counted, and in the end the same',
  async () => {
    const database = openDatabase();
    await fc.assert(
      fc.asyncProperty(fc.array(EVENTS, { maxLength: 40 }), async (events) => {
        const world = createWorld(database);
        for (const event of events) {
          await world.happen(event);
          for (const { ofAllCards } of world.receivers)
            expect(ofAllCards()).toBeLessThanOrEqual(world.counted());
        }
        await world.comeToRest();
        expect(sumOf(world.onThisCard())).toBe(world.kept());
        for (const { hours } of world.receivers) expect(hours(world.ledger())).toEqual(world.onThisCard());
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
              { kind: 'pull', way: 'arrives', limit: 2 },
            ],
          ],
        ],
      },
    );
  },
  60_000 + RUNS * 60,
);

/** A checkpoint's box in true time, a card that keeps what was synced, a reader of its feed, and a hub that it is handed to. */
function createWorld(database: Sqlite) {
  let trueMs = START_MS;
  let offsetMs = Date.parse('1970-01-01T00:00:09Z') - START_MS;
  let quality: ClockQuality = 'estimated';
  let boot = 1;
  let bootedMs = START_MS - 20_000;
  let hubTellsTime = false;
  // The slow model: every tally is one of these, and moves on by what happens.
  const tallies = { counted: 0, committed: 0, synced: 0 };
  const card = createCard(database);
  const reader = createReader();
  const hub = createHubInMemory(() => (hubTellsTime ? new Date(trueMs).toISOString() : undefined));
  const machine: Clock = {
    epochMs: () => trueMs + offsetMs,
    monotonicMs: () => trueMs - bootedMs,
    quality: () => quality,
  };
  const synced = () => {
    card.sync();
    tallies.synced += tallies.committed;
    tallies.committed = 0;
  };
  const start = () => startPortal({ database, bootId: `boot-${boot}`, machine, hub: hub.port, synced });
  let portal = start();
  const wake = (offMinutes: number, wakesAtMs: number) => {
    trueMs += offMinutes * MINUTE_MS;
    bootedMs = trueMs;
    offsetMs = wakesAtMs - trueMs;
    quality = 'estimated';
    boot += 1;
    portal = start();
  };
  const rows: { [K in Event['kind']]: (event: Extract<Event, { kind: K }>) => unknown } = {
    tally() {
      void portal.ledger.record([{ metric: 'session', parts: { language: 'vi', family: 'ios' } }]);
      vi.advanceTimersByTime(1000);
      tallies.counted += 1;
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
      tallies.committed = 0;
      wake(offMinutes, wakesAtMs);
    },
    're-flash'() {
      Object.assign(tallies, { committed: 0, synced: 0 });
      card.replace();
      wake(10, START_MS);
    },
    async pull({ way, limit }) {
      const { text } = await portal.feed.batch({ since: reader.position(), limit });
      reader.receive(text, way);
    },
    async push({ ways, tellsTime }) {
      hubTellsTime = tellsTime;
      hub.plan(ways);
      const { everyMs, run } = portal.push.job;
      trueMs += typeof everyMs === 'number' ? everyMs : everyMs();
      await run();
    },
    'the late ones arrive'() {
      reader.takeLate();
      hub.takeLate();
    },
  };
  const happen = async (event: Event) => {
    await (rows[event.kind] as (event: Event) => unknown)(event);
  };
  return {
    happen,
    /** A time server is there, all hours are over, the reader asks until there is no more, and the hub is handed all. */
    async comeToRest() {
      for (const event of [
        { kind: 'time server' },
        { kind: 'sync' },
        { kind: 'time passes', minutes: 61 },
        { kind: 'the late ones arrive' },
      ] as const)
        await happen(event);
      for (let more = true; more; more = reader.hasMore())
        await happen({ kind: 'pull', way: 'arrives', limit: 3 });
      for (let rounds = 0; !portal.isDelivered(); rounds++) {
        expect(rounds, 'of pushes that came to no end').toBeLessThan(ROUNDS_AT_MOST);
        await happen({ kind: 'push', ways: [], tellsTime: false });
      }
    },
    receivers: [reader, hub],
    counted: () => tallies.counted,
    kept: () => tallies.committed + tallies.synced,
    ledger: () => portal.ledger.id,
    /** By the hour. */
    onThisCard() {
      const hours: Record<string, number> = {};
      portal.ledger.each(-1e9, 1e9, ({ hour, by, n }) => {
        if (by === 'language=vi') hours[hour] = (hours[hour] ?? 0) + n;
      });
      return hours;
    },
  };
}

interface Box {
  readonly database: Sqlite;
  readonly bootId: string;
  readonly machine: Clock;
  readonly hub: Hub;
  /** All that was written is on the card now. */
  readonly synced: () => void;
}

/** The ledger, the feed and the push of the real portal. */
function startPortal({ database, bootId, machine, hub, synced }: Box) {
  const [clock, log] = [createVouchedClock(machine), createMemoryLog()];
  const ledger = createLedger({ database, bootId, clock, log });
  const whole = createFeed({
    checkpoint: { id: 'mau' },
    ledger,
    folding: { ruleOf: () => ({ below: 1, languages: ['vi'] }) },
    salvage: { damage: () => [] },
    key: { settled: Promise.resolve(), sign: () => new Uint8Array(64) },
    clock,
  });
  const feed: Feed = {
    async batch(asked) {
      const batch = await whole.batch(asked);
      // What is given away is on the card first.
      synced();
      return batch;
    },
  };
  const push = createPush({
    ...{ feed, hub, ledger, clock, log },
    pause: async () => undefined,
    uplinkWatch: { view: () => ({ state: 'up', fault: undefined }) },
    minutes: 60,
    chance: () => 0,
  });
  const isDelivered = () => push.report().state === 'ok' && push.report().hoursWaiting === 0;
  return { ledger, feed, push, isDelivered };
}

function sumOf(hours: Readonly<Record<string, number>>): number {
  return Object.values(hours).reduce((sum, n) => sum + n, 0);
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
