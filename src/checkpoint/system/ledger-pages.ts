import { EARLIEST_HOUR, type Hour } from '../../domain/clock.ts';
import type { Bucket } from '../../domain/tally.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked } from '../ports.ts';
import { createBucketTable, type Hours } from './bucket-table.ts';
import { createFloatingTable, type Now } from './floating-table.ts';
import { createRuns } from './ledger-runs.ts';
import type { Waiting } from './ledger-waiting.ts';

/** The tables of the ledger. An hour of a run that `changes` has given never changes after it. */
export function createLedgerPages({ database, bootId }: { database: Sqlite; bootId: string }) {
  const runs = createRuns();
  const buckets = createBucketTable(database);
  const floating = createFloatingTable(database, bootId);
  const settle = (now: Now) => {
    floating.each(now, { first: -Infinity, end: Infinity }, buckets.add);
    floating.clear();
    runs.settled();
  };
  return {
    /** In one transaction. */
    write(waiting: Waiting, now: Now) {
      const isKnown = now.quality === 'ntp';
      if (isKnown && !floating.isEmpty()) settle(now);
      for (const counter of isKnown ? waiting.placed(now) : waiting.counters()) {
        if ('minute' in counter) floating.add(runs.floating(), counter);
        else buckets.add(runs.of(counter.hour), counter);
      }
    },
    each(now: Now, hours: Hours, visit: (bucket: Bucket) => void) {
      buckets.each(hours, visit);
      floating.each(now, hours, (_run, bucket) => visit(bucket));
    },
    id: buckets.id,
    lastSeq: buckets.lastSeq,
    changes(asked: ChangesAsked) {
      const items = buckets.changes(asked);
      runs.given(items);
      return items;
    },
    forget: buckets.forget,
    firstHour(now: Now) {
      const hours = [buckets.firstHour(), floating.firstHour(now)];
      const known = hours.filter((hour) => hour !== undefined && hour >= EARLIEST_HOUR) as Hour[];
      return known.length === 0 ? undefined : Math.min(...known);
    },
  };
}
