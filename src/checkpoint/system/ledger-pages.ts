import { randomBytes } from 'node:crypto';
import { EARLIEST_HOUR, type Hour, isKnown } from '../../domain/clock.ts';
import type { Bucket } from '../../domain/tally.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked } from '../ports.ts';
import { createBucketTable, type Hours } from './bucket-table.ts';
import { createFloatingTable, type FloatingTable, type Now } from './floating-table.ts';
import type { Waiting } from './ledger-waiting.ts';

interface Tables {
  readonly buckets: ReturnType<typeof createBucketTable>;
  readonly floating: FloatingTable;
}

/** The tables of the ledger, written under runs of this start's own. */
export function createLedgerPages({ database, bootId }: { database: Sqlite; bootId: string }) {
  let run = newRun();
  let latest: Hour = -Infinity;
  const buckets = createBucketTable(database);
  const floating = createFloatingTable(database, bootId);
  const add = (bucket: Bucket) => {
    // A clock that was set back: what has left this box for an hour that is over must not grow any more.
    if (bucket.hour < latest) run = newRun();
    latest = bucket.hour;
    buckets.add(run, bucket);
  };
  return {
    ...buckets,
    /** In one transaction. */
    write(waiting: Waiting, now: Now) {
      const isPlaced = isKnown(now.quality);
      if (isPlaced && !floating.isEmpty()) settle({ buckets, floating }, run, now);
      for (const counter of isPlaced ? waiting.placed(now) : waiting.counters()) {
        if ('minute' in counter) floating.add(run, counter);
        else add(counter);
      }
    },
    changes: (asked: ChangesAsked) => buckets.changes(asked, run),
    changedSince: (asked: Pick<ChangesAsked, 'after' | 'before'>) => buckets.changedSince(asked, run),
    each(now: Now, hours: Hours, visit: (bucket: Bucket) => void) {
      buckets.each(hours, visit);
      floating.each(now, hours, (_run, bucket) => visit(bucket));
    },
    firstHour(now: Now) {
      const hours = [buckets.firstHour(), floating.firstHour(now)];
      const known = hours.filter((hour) => hour !== undefined && hour >= EARLIEST_HOUR) as Hour[];
      return known.length === 0 ? undefined : Math.min(...known);
    },
  };
}

/** What floats finds its hours. */
function settle({ buckets, floating }: Tables, run: string, now: Now): void {
  const own: Bucket[] = [];
  floating.each(now, { first: -Infinity, end: Infinity }, (of, bucket) => {
    if (of === run) own.push(bucket);
    else buckets.add(of, bucket);
  });
  // Last of all: a reader would else be past the hour that still grows before it is over, and never get it.
  for (const bucket of own) buckets.add(run, bucket);
  floating.clear();
}

function newRun(): string {
  return randomBytes(8).toString('hex');
}
