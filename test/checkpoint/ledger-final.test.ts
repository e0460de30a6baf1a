import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { hourOf } from '../../src/domain/clock.ts';
import type { FeedItem } from '../../src/domain/feed/batch.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';

const MINUTE_MS = 60_000;
const RUNS = Number(process.env.RUNS ?? 500);
/** Near each other, so that what is counted meets what was given away. */
const TIMES = [
  '2021-02-01T00:10:00Z',
  '2021-02-01T00:50:00Z',
  '2021-02-01T01:10:00Z',
  '2099-12-31T16:59:00Z',
];

type Event =
  | { readonly kind: 'tally' | 'ask' | 'start anew' | 'forget' | 'disk fails' | 'disk is well' }
  | { readonly kind: 'time passes'; readonly minutes: number }
  | { readonly kind: 'clock'; readonly quality: 'ntp' | 'estimated'; readonly at: string | undefined }
  | { readonly kind: 'power cut'; readonly wakesAt: string };

const EVENTS: fc.Arbitrary<Event> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom({ kind: 'tally' }, { kind: 'ask' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom({ kind: 'start anew' }, { kind: 'disk fails' }, { kind: 'disk is well' }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'forget' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time passes'), minutes: fc.nat(40) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('clock'),
      quality: fc.constantFrom('ntp', 'estimated'),
      at: fc.option(fc.constantFrom(...TIMES), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('power cut'), wakesAt: fc.constantFrom(...TIMES) }) },
) as fc.Arbitrary<Event>;

const [tally, ask] = [{ kind: 'tally' }, { kind: 'ask' }] as const;
const clock = (quality: 'ntp' | 'estimated', at: string) => ({ kind: 'clock', quality, at }) as const;
const [EARLY, LATE] = ['2021-02-01T00:10:00Z', '2021-02-01T01:10:00Z'] as const;

/** The rare ones: an hour is given away, and then the clock is set back to it; what floats, or floats again, settles in it. */
const EXAMPLES: [Event[]][] = [
  [[clock('ntp', EARLY), tally, clock('ntp', LATE), ask, clock('ntp', EARLY), tally, clock('ntp', LATE)]],
  [
    [
      ...[clock('ntp', EARLY), tally, clock('ntp', LATE), ask],
      ...[clock('estimated', LATE), tally, ask, clock('ntp', EARLY), ask, clock('ntp', LATE)],
    ],
  ],
  [
    [
      ...[tally, ask, clock('ntp', LATE), ask, clock('ntp', EARLY), ask],
      ...[clock('estimated', EARLY), tally, ask, clock('ntp', LATE), ask, clock('ntp', EARLY)],
    ],
  ],
];

/** So that all is written and something is asked for. */
const ENDING: readonly Event[] = [{ kind: 'disk is well' }, { kind: 'tally' }, { kind: 'ask' }];

test(
  'an hour of a run that is over and was given away once never changes, whatever clocks, disk and programs do',
  () => {
    const database = openDatabase();
    fc.assert(
      fc.property(fc.array(EVENTS, { minLength: 10, maxLength: 60 }), (events) => {
        database.exec('pragma query_only = 0; delete from bucket; delete from floating; delete from boot');
        const world = createWorld(database);
        const given = new Map<string, FeedItem>();
        for (const event of [...events, ...ENDING]) {
          world.happen(event);
          if (event.kind !== 'ask') continue;
          for (const item of world.ask()) {
            const key = `${item.run} ${item.hour}`;
            expect(item).toEqual(given.get(key) ?? item);
            given.set(key, item);
          }
        }
        expect(world.counted()).toBe(world.tallies());
      }),
      { numRuns: RUNS, examples: EXAMPLES },
    );
  },
  60_000 + RUNS * 60,
);

/** A box whose program, clocks and disk do as they like. */
function createWorld(database: Sqlite) {
  const clock = createTestClock('1970-01-01T00:00:09Z');
  let boot = 1;
  let [tallies, isForgetful] = [0, false];
  const start = () => createLedger({ database, bootId: `boot-${boot}`, clock, log: createMemoryLog() });
  let ledger = start();
  const isWell = () => database.pragma('query_only', { simple: true }) === 0;
  const rows: { [K in Event['kind']]: (event: Extract<Event, { kind: K }>) => void } = {
    tally() {
      ledger.note([{ metric: 'session', parts: { language: 'vi', family: 'android' } }]);
      tallies += 1;
    },
    ask: () => undefined,
    // What only waits in memory is lost with the program, which is not what is tried here.
    'start anew'() {
      if (!isWell()) return;
      ledger.sync();
      ledger = start();
    },
    forget() {
      isForgetful = true;
      ledger.sync();
      ledger.forget(hourOf(clock.epochMs()) - 2);
    },
    'disk fails': () => void database.pragma('query_only = 1'),
    'disk is well': () => void database.pragma('query_only = 0'),
    'time passes': ({ minutes }) => clock.pass(minutes * MINUTE_MS),
    clock({ quality, at }) {
      if (at !== undefined) clock.setWall(Date.parse(at));
      clock.setQuality(quality);
    },
    'power cut'({ wakesAt }) {
      if (!isWell()) return;
      ledger.sync();
      boot += 1;
      clock.setWall(Date.parse(wakesAt));
      clock.setQuality('estimated');
      ledger = start();
    },
  };
  return {
    happen: (event: Event) => (rows[event.kind] as (event: Event) => void)(event),
    ask(): readonly FeedItem[] {
      ledger.sync();
      // Where the last write failed it gives nothing away until the next one.
      if (ledger.fault() !== undefined) return [];
      return ledger.changes({ after: 0, growing: hourOf(clock.epochMs()), limit: 10_000 });
    },
    tallies: () => (isForgetful ? 0 : tallies),
    counted() {
      let sum = 0;
      if (isForgetful) return sum;
      ledger.each(-1e9, 1e9, ({ by, n }) => {
        if (by === 'language=vi') sum += n;
      });
      return sum;
    },
  };
}

function openDatabase(): Sqlite {
  const { database } = openStore(temporaryFolder(), createMemoryLog());
  onTestFinished(() => void database.close());
  database.pragma('synchronous = OFF');
  return database;
}
