import { type ClockQuality, EARLIEST_HOUR, type Hour } from '../../domain/clock.ts';
import type { PowerCuts } from '../../domain/ending.ts';
import type { FeedItem } from '../../domain/feed/batch.ts';
import type { SavedBucket } from '../../domain/saved-rows.ts';
import type { Bucket, Counter } from '../../domain/tally.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked } from '../ports.ts';
import { createChangedHours } from './changed-hours.ts';

/** An hour that was only reckoned stays so, whatever is added to it: the lesser of two words is the lesser quality (`CLOCK_QUALITIES`). */
const ADD = `insert into bucket (run, hour, metric, by, n, clock, seq) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (run, hour, metric, by) do update set n = n + excluded.n, seq = excluded.seq,
    clock = min(clock, excluded.clock)`;
/** As copies merge: of a run's counter the larger is the later. */
const MERGE = `insert into bucket (run, hour, metric, by, n, clock, seq) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (run, hour, metric, by) do update set n = excluded.n, seq = excluded.seq where excluded.n > n`;
const EACH = 'select hour, metric, by, n, clock from bucket where hour >= ? and hour < ?';
const FIRST = `select min(hour) as hour from bucket where hour >= ${EARLIEST_HOUR}`;
const COUNTERS = 'select metric, by, n from bucket where hour = ? and run = ?';
/** Never the hour of the last change of all: the next start counts on from its `seq`, and an hour is told whole or not at all. */
const FORGET = 'delete from bucket where hour < ? and hour <> ?';
const VOUCHED = `select max(hour) as hour from bucket where clock = 'ntp'`;
const CUTS = `select coalesce(sum(n), 0) as count, max(hour) as hour, clock from bucket where metric = 'power_cut'`;

export type BucketTable = ReturnType<typeof createBucketTable>;

/**
 * After a power cut a damaged log may have lost changes that readers have: what comes now must not take their `seq`, or a reader that
 * has it would not ask for it. More than are ever counted between two starts.
 */
const SKIP = 1_000_000;

/** `[first, end)` */
export interface Hours {
  readonly first: Hour;
  readonly end: Hour;
}

/**
 * Counters whose hour is known. Each belongs to the run that counted it, which only ever adds to its own: copies merge by taking the
 * larger number of each. Every change takes the next `seq`, so that what has changed since then can be told.
 */
export function createBucketTable(database: Sqlite) {
  const { insert, merge, select, vouched, earliest, counters, forget, cuts } = prepareAll(database);
  const changed = createChangedHours(database);
  let seq = changed.last()?.seq ?? 0;
  const id = keepStatement(database, 'select id from ledger').pluck().get() as string;
  return {
    ...{ id, lastSeq: () => seq, pending: changed.pending },
    skipAhead() {
      seq += SKIP;
    },
    powerCuts: () => powerCutsOf(cuts.get()),
    add(run: string, { hour, metric, by, n, clock }: Bucket) {
      // One that a failed transaction has taken is left out.
      seq += 1;
      insert.run(run, hour, metric, by, n, clock, seq);
      changed.put({ run, hour, clock, seq });
    },
    /** Takes a copy's counter of a run that is over; whether that changed anything. */
    merge({ run, hour, metric, by, n, clock }: SavedBucket): boolean {
      seq += 1;
      const isChanged = merge.run(run, hour, metric, by, n, clock, seq).changes > 0;
      if (isChanged) changed.put({ run, hour, seq, clock });
      return isChanged;
    },
    each: ({ first, end }: Hours, visit: (bucket: Bucket) => void) =>
      eachOf(select.iterate(first, end), visit),
    changes: (asked: ChangesAsked): readonly FeedItem[] =>
      changed.since(asked).map((hour) => ({ ...hour, counters: counters.all(hour.hour, hour.run) })),
    /** Its pages are filled again by later hours; to shrink the file would write it anew, for nothing. */
    forget(before: Hour) {
      const hours = [before, changed.last()?.hour ?? before] as const;
      forget.run(...hours);
      changed.forget(...hours);
    },
    vouchedHour: () => vouched.get()?.hour ?? undefined,
    firstHour: () => earliest.get()?.hour ?? undefined,
  };
}

function prepareAll(database: Sqlite) {
  return {
    insert: keepStatement(database, ADD),
    merge: keepStatement(database, MERGE),
    select: keepStatement<[Hour, Hour], Bucket>(database, EACH),
    vouched: keepStatement<[], { hour: Hour | null }>(database, VOUCHED),
    earliest: keepStatement<[], { hour: Hour | null }>(database, FIRST),
    counters: keepStatement<[Hour, string], Counter>(database, COUNTERS),
    forget: keepStatement<[Hour, Hour]>(database, FORGET),
    cuts: keepStatement<[], { count: number; hour: Hour | null; clock: ClockQuality }>(database, CUTS),
  };
}

function powerCutsOf(row: { count: number; hour: Hour | null; clock: ClockQuality } | undefined): PowerCuts {
  const { count = 0, hour = null, clock = 'estimated' } = row ?? {};
  return hour === null ? { count } : { count, last: { hour, clock } };
}

function eachOf(buckets: Iterable<Bucket>, visit: (bucket: Bucket) => void): void {
  for (const bucket of buckets) visit(bucket);
}
