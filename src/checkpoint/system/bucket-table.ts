import { EARLIEST_HOUR, type Hour } from '../../domain/clock.ts';
import type { Bucket } from '../../domain/tally.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';

/** An hour that was only reckoned stays so, whatever is added to it. */
const ADD = `insert into bucket (run, hour, metric, by, n, clock, seq) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (run, hour, metric, by) do update set n = n + excluded.n, seq = excluded.seq,
    clock = case excluded.clock when 'estimated' then 'estimated' else clock end`;
const EACH = 'select hour, metric, by, n, clock from bucket where hour >= ? and hour < ?';
const FIRST = `select min(hour) as hour from bucket where hour >= ${EARLIEST_HOUR}`;
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
  const earliest = database.prepare<[], { hour: Hour | null }>(FIRST);
  // Without an index, which would be one more page to write for each tally: this reads all, once a start.
  let seq = keepStatement(database, LAST_SEQ).pluck().get() as number;
  return {
    add(run: string, { hour, metric, by, n, clock }: Bucket) {
      // One that a failed transaction has taken is left out.
      seq += 1;
      insert.run(run, hour, metric, by, n, clock, seq);
    },
    each({ first, end }: Hours, visit: (bucket: Bucket) => void) {
      for (const bucket of select.iterate(first, end)) visit(bucket);
    },
    firstHour: () => earliest.get()?.hour ?? undefined,
  };
}
