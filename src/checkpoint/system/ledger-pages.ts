import { randomBytes } from 'node:crypto';
import { EARLIEST_HOUR, type Hour } from '../../domain/clock.ts';
import type { Bucket } from '../../domain/tally.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked } from '../ports.ts';
import { createBucketTable, type Hours } from './bucket-table.ts';
import { createFloatingTable, type Now } from './floating-table.ts';
import type { Waiting } from './ledger-waiting.ts';

/**
 * The tables of the ledger, written under runs of this start's own. An hour of a run that `changes` has given never changes after it: a
 * counter that would be added to it is counted under another run.
 */
export function createLedgerPages({ database, bootId }: { database: Sqlite; bootId: string }) {
  let run = newRun();
  /** Hours before this one get nothing more of this run: they may have left the box. */
  let open: Hour = -Infinity;
  // What floats finds its hours at one blow, wherever those lie, and nothing may be added to them afterwards: runs of their own.
  let floatingRun = newRun();
  const buckets = createBucketTable(database);
  const floating = createFloatingTable(database, bootId);
  const settle = (now: Now) => {
    floating.each(now, { first: -Infinity, end: Infinity }, buckets.add);
    floating.clear();
    floatingRun = newRun();
  };
  const add = (bucket: Bucket) => {
    // A clock that was set back.
    if (bucket.hour < open) run = newRun();
    open = bucket.hour;
    buckets.add(run, bucket);
  };
  return {
    /** In one transaction. */
    write(waiting: Waiting, now: Now) {
      const isKnown = now.quality === 'ntp';
      if (isKnown && !floating.isEmpty()) settle(now);
      for (const counter of isKnown ? waiting.placed(now) : waiting.counters()) {
        if ('minute' in counter) floating.add(floatingRun, counter);
        else add(counter);
      }
    },
    each(now: Now, hours: Hours, visit: (bucket: Bucket) => void) {
      buckets.each(hours, visit);
      floating.each(now, hours, (_run, bucket) => visit(bucket));
    },
    id: buckets.id,
    lastSeq: buckets.lastSeq,
    changes(asked: ChangesAsked) {
      const hours = buckets.changes(asked);
      // Whatever the clock says next: it may have stood in 2099 when these left.
      for (const given of hours) if (given.run === run) open = Math.max(open, given.hour + 1);
      return hours;
    },
    forget: buckets.forget,
    firstHour(now: Now) {
      const hours = [buckets.firstHour(), floating.firstHour(now)];
      const known = hours.filter((hour) => hour !== undefined && hour >= EARLIEST_HOUR) as Hour[];
      return known.length === 0 ? undefined : Math.min(...known);
    },
  };
}

function newRun(): string {
  return randomBytes(8).toString('hex');
}
