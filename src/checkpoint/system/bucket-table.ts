import { EARLIEST_HOUR, type Hour } from '../../domain/clock.ts';
import type { FeedItem } from '../../domain/feed/batch.ts';
import type { Bucket, Counter } from '../../domain/tally.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked } from '../ports.ts';

/** An hour that was only reckoned stays so, whatever is added to it: the lesser of two words is the lesser quality (`CLOCK_QUALITIES`). */
const ADD = `insert into bucket (run, hour, metric, by, n, clock, seq) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (run, hour, metric, by) do update set n = n + excluded.n, seq = excluded.seq,
    clock = min(clock, excluded.clock)`;
const EACH = 'select hour, metric, by, n, clock from bucket where hour >= ? and hour < ?';
const FIRST = `select min(hour) as hour from bucket where hour >= ${EARLIEST_HOUR}`;
/** What no longer grows; hours that no reader takes for any are left out, as a whole batch would be refused for them. */
const FINAL = `hour >= ${EARLIEST_HOUR} and (hour < ? or run <> ?)`;
const CHANGES = `select run, hour, max(seq) as seq, min(clock) as clock from bucket where ${FINAL}
  group by hour, run having max(seq) > ? order by seq limit ?`;
const CHANGED = `select count(*) from (select distinct hour, run from bucket where ${FINAL} and seq > ?)`;
const COUNTERS = 'select metric, by, n from bucket where hour = ? and run = ?';
/** Never the last change of all: the next start counts on from its `seq`. */
const FORGET = 'delete from bucket where hour < ? and seq < (select max(seq) from bucket)';
/** Without an index, as the table would write two pages for each tally: asked only where no time server is. */
const VOUCHED = `select max(hour) as hour from bucket where clock = 'ntp'`;
const LAST_SEQ = 'select coalesce(max(seq), 0) as seq from bucket';

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
  const insert = database.prepare(ADD);
  const select = database.prepare<[Hour, Hour], Bucket>(EACH);
  const vouched = database.prepare<[], { hour: Hour | null }>(VOUCHED);
  const earliest = database.prepare<[], { hour: Hour | null }>(FIRST);
  // Without an index, which would be one more page to write for each tally: this reads all, once a start.
  let seq = keepStatement(database, LAST_SEQ).pluck().get() as number;
  const id = keepStatement(database, 'select id from ledger').pluck().get() as string;
  const changes = database.prepare<[Hour, string, number, number], Omit<FeedItem, 'counters'>>(CHANGES);
  const changed = database.prepare<[Hour, string, number], number>(CHANGED).pluck();
  const counters = database.prepare<[Hour, string], Counter>(COUNTERS);
  const forget = database.prepare<[Hour]>(FORGET);
  return {
    id,
    lastSeq: () => seq,
    add(run: string, { hour, metric, by, n, clock }: Bucket) {
      // One that a failed transaction has taken is left out.
      seq += 1;
      insert.run(run, hour, metric, by, n, clock, seq);
    },
    each({ first, end }: Hours, visit: (bucket: Bucket) => void) {
      for (const bucket of select.iterate(first, end)) visit(bucket);
    },
    /** `run`: the one that may still grow in hours that are not over. */
    changes: ({ after, before, limit }: ChangesAsked, run: string): readonly FeedItem[] =>
      changes
        .all(before, run, after, limit)
        .map((hour) => ({ ...hour, counters: counters.all(hour.hour, hour.run) })),
    changedSince: ({ after, before }: Pick<ChangesAsked, 'after' | 'before'>, run: string) =>
      changed.get(before, run, after) ?? 0,
    /** Its pages are filled again by later hours; to shrink the file would write it anew, for nothing. */
    forget: (before: Hour) => void forget.run(before),
    vouchedHour: () => vouched.get()?.hour ?? undefined,
    firstHour: () => earliest.get()?.hour ?? undefined,
  };
}
