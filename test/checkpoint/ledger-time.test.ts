import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { Ledger } from '../../src/checkpoint/ports.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { type ClockQuality, hourOf, isKnown, lesserQuality } from '../../src/domain/clock.ts';
import type { Bucket } from '../../src/domain/tally.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';

const MINUTE_MS = 60_000;
const RENEWED = { metric: 'renewed', parts: {} } as const;
const START_MS = Date.parse('2021-02-01T01:30:20Z');
const RUNS = Number(process.env.RUNS ?? 2000);

type Event =
  | { readonly kind: 'tally' | 'time server' | 'hub' | 'program starts anew' }
  | { readonly kind: 'time passes'; readonly minutes: number }
  | { readonly kind: 'clock steps'; readonly toMs: number }
  | { readonly kind: 'power cut'; readonly offMinutes: number; readonly wakesAtMs: number };

const WRONG_TIMES = fc
  .constantFrom('1970-01-01T00:00:09Z', '2021-01-20T10:00:00Z', '2099-12-31T16:59:00Z')
  .map(Date.parse);
const EVENTS: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: 'tally' } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('time passes' as const),
      minutes: fc.integer({ min: 1, max: 300 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'time passes', minutes: 30 * 24 * 60 } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'time server' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'hub' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'program starts anew' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clock steps' as const), toMs: WRONG_TIMES }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('power cut' as const),
      offMinutes: fc.integer({ min: 0, max: 5000 }),
      wakesAtMs: WRONG_TIMES,
    }),
  },
);

test(
  'whatever the clock says, and whenever it is set: no tally is lost or doubled, and each hour is right or marked',
  () => {
    const database = openDatabase();
    fc.assert(
      fc.property(fc.array(EVENTS, { maxLength: 40 }), (events) => {
        database.exec(
          'delete from bucket; delete from floating; delete from boot; update running set boot = null',
        );
        const world = createWorld(database);
        for (const event of events) world.happen(event);
        expect(allOf(world.ledger())).toHaveLength(world.tallies());
        expect(settled(database)).toEqual(world.expected());
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 60,
);

/** A tally as the slow model keeps it: when it really was, to the minute of the machine's clock. */
interface Remembered {
  readonly boot: number;
  /** Which counter it is of, within an hour: of this start of the program, before or after the hour was known. */
  readonly counter: string;
  readonly minute: number;
  /** Its hour, once it has one for good. */
  settledAs?: { readonly hour: number; readonly clock: ClockQuality };
}

/** A checkpoint's box, true time, and what somebody with a good watch would write down. */
function createWorld(database: Sqlite) {
  let trueMs = START_MS;
  let offsetMs = Date.parse('1970-01-01T00:00:09Z') - START_MS;
  let quality: ClockQuality = 'estimated';
  let boot = 1;
  let starts = 0;
  let bootedMs = START_MS - 20_000;
  const remembered: Remembered[] = [];
  const clock: Clock = {
    epochMs: () => trueMs + offsetMs,
    monotonicMs: () => trueMs - bootedMs,
    quality: () => quality,
  };
  const start = () => {
    starts += 1;
    return createLedger({ database, bootId: `boot-${boot}`, clock, log: createMemoryLog() });
  };
  const learn = (from: ClockQuality) => {
    if (quality === 'ntp') return;
    offsetMs = 0;
    quality = from;
    settle();
  };
  let ledger = start();

  /** By hand, from the newest boot back: each whose time nobody knew ended when the next one began. */
  const settle = () => {
    let endMs = bootedMs;
    for (let number = boot; number > 0; number--) {
      const open = remembered.filter((each) => each.boot === number && !each.settledAs);
      if (open.length === 0) continue;
      if (number < boot) endMs -= (Math.max(...open.map(({ minute }) => minute)) + 1) * MINUTE_MS;
      const clock = number < boot ? 'estimated' : quality;
      for (const each of open) each.settledAs = { hour: hourOf(endMs + each.minute * MINUTE_MS), clock };
    }
  };
  const remember = (metric: string) => {
    const minute = Math.floor((trueMs - bootedMs) / MINUTE_MS);
    const known = isKnown(quality) ? { settledAs: { hour: hourOf(trueMs), clock: quality } } : {};
    const counter = `${starts} ${metric} ${isKnown(quality)}`;
    remembered.push({ boot, counter, minute, ...known });
  };
  const rows: { [K in Event['kind']]: (event: Extract<Event, { kind: K }>) => void } = {
    tally() {
      void ledger.record([RENEWED]);
      remember('renewed');
    },
    'time server': () => learn('ntp'),
    hub: () => learn('hub'),
    'program starts anew'() {
      ledger = start();
    },
    'time passes'({ minutes }) {
      trueMs += minutes * MINUTE_MS;
    },
    'clock steps'({ toMs }) {
      // One that a time server keeps is put right at once.
      if (quality === 'estimated') offsetMs = toMs - trueMs;
    },
    'power cut'({ offMinutes, wakesAtMs }) {
      trueMs += offMinutes * MINUTE_MS;
      bootedMs = trueMs;
      offsetMs = wakesAtMs - trueMs;
      quality = 'estimated';
      boot += 1;
      ledger = start();
      // Of the cut itself.
      remember('power_cut');
    },
  };
  return {
    ledger: () => ledger,
    tallies: () => remembered.length,
    happen(event: Event) {
      (rows[event.kind] as (event: Event) => void)(event);
      ledger.sync();
    },
    expected: () => countedUp(cellsOf(remembered)),
  };
}

/** A counter of an hour is as well known as its least known tally. */
function cellsOf(remembered: readonly Remembered[]) {
  const cells = new Map<string, { hour: number; clock: ClockQuality; n: number }>();
  for (const { counter, settledAs } of remembered) {
    if (!settledAs) continue;
    const key = `${counter} ${settledAs.hour}`;
    const cell = cells.get(key) ?? { ...settledAs, n: 0 };
    cells.set(key, { ...cell, clock: lesserQuality(cell.clock, settledAs.clock), n: cell.n + 1 });
  }
  return [...cells.values()];
}

/** `hour -> how many, by how well it is known`. */
function countedUp(places: readonly { hour: number; clock: ClockQuality; n: number }[]) {
  const hours = new Map<number, Record<ClockQuality, number>>();
  for (const { hour, clock, n } of places) {
    const sum = hours.get(hour) ?? { estimated: 0, hub: 0, ntp: 0 };
    hours.set(hour, { ...sum, [clock]: sum[clock] + n });
  }
  return hours;
}

function settled(database: Sqlite) {
  const rows = database.prepare('select hour, clock, sum(n) as n from bucket group by hour, clock').all();
  return countedUp(rows as { hour: number; clock: ClockQuality; n: number }[]);
}

/** One entry a tally, wherever it lies. */
function allOf(ledger: Ledger): Bucket[] {
  const all: Bucket[] = [];
  ledger.each(-1e9, 1e9, (bucket) => all.push(...Array<Bucket>(bucket.n).fill(bucket)));
  return all;
}

function openDatabase(): Sqlite {
  const { database } = openStore(temporaryFolder(), createMemoryLog());
  onTestFinished(() => void database.close());
  // Nobody pulls the plug here: not to wait for the disk after each event is half of the time.
  database.pragma('synchronous = OFF');
  return database;
}
