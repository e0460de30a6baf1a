import { type ClockQuality, EARLIEST_HOUR, type Hour, isKnown } from '../../domain/clock.ts';
import type { PowerCuts } from '../../domain/ending.ts';
import type { Bucket } from '../../domain/tally.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked } from '../ports.ts';
import { type BucketTable, createBucketTable, type Hours } from './bucket-table.ts';
import { createFloatingTable, type FloatingTable, type Now } from './floating-table.ts';
import { createRuns } from './ledger-runs.ts';
import type { Waiting } from './ledger-waiting.ts';
import { createSalvageTable } from './salvage-table.ts';
import { createTakeOver } from './take-over.ts';

export type LedgerPages = ReturnType<typeof createLedgerPages>;

/** The tables of the ledger. An hour of a run that `changes` has given never changes after it. */
export function createLedgerPages({ database, bootId }: { database: Sqlite; bootId: string }) {
  const runs = createRuns();
  const buckets = createBucketTable(database);
  const floating = createFloatingTable(database, bootId);
  const salvage = createSalvageTable(database);
  const settle = (now: Now) => {
    floating.each(now, { first: -Infinity, end: Infinity }, buckets.add);
    floating.clear();
    runs.settled();
  };
  const { id, lastSeq, skipAhead, vouchedHour, pending, forget } = buckets;
  return {
    ...{ id, lastSeq, skipAhead, vouchedHour, pending, forget },
    /** In one transaction. */
    write(waiting: Waiting, now: Now) {
      const isPlaced = isKnown(now.quality);
      // Of those that are saved in parts the rest may be to come: a run finds its hours at one blow, a boot when all after it are known.
      if (isPlaced && !floating.isEmpty() && !salvage.isUnderWay()) settle(now);
      for (const counter of isPlaced ? waiting.placed(now) : waiting.counters()) {
        if ('minute' in counter) floating.add(runs.floating(), counter);
        else buckets.add(runs.of(counter.hour), counter);
      }
    },
    salvage,
    takeOver: createTakeOver({ database, buckets, floating }),
    each(now: Now, hours: Hours, visit: (bucket: Bucket) => void) {
      buckets.each(hours, visit);
      floating.each(now, hours, (_run, bucket) => visit(bucket));
    },
    changes(asked: ChangesAsked) {
      // An hour is told whole or not at all: of one that is saved in parts the rest may be to come.
      if (salvage.isUnderWay()) return [];
      const items = buckets.changes(asked);
      runs.given(items);
      return items;
    },
    powerCuts: rememberCuts(buckets, floating),
    firstHour: (now: Now) => earliest(buckets.firstHour(), floating.firstHour(now)),
  };
}

/** Leaving out what a clock says that was never set. */
function earliest(...hours: readonly (Hour | undefined)[]): Hour | undefined {
  const known = hours.filter((hour) => hour !== undefined && hour >= EARLIEST_HOUR) as Hour[];
  return known.length === 0 ? undefined : Math.min(...known);
}

/** It takes reading everything, so the answer is kept until the clock is set: no run learns of more cuts than the one before it. */
function rememberCuts(buckets: BucketTable, floating: FloatingTable): (now: Now) => PowerCuts {
  let known: { readonly quality: ClockQuality; readonly cuts: PowerCuts } | undefined;
  const find = (now: Now) => {
    let cuts = buckets.powerCuts();
    floating.each(now, { first: -Infinity, end: Infinity }, (_run, { metric, n, hour, clock }) => {
      if (metric === 'power_cut') cuts = { count: cuts.count + n, last: { hour, clock } };
    });
    return cuts;
  };
  return (now) => {
    if (known?.quality !== now.quality) known = { quality: now.quality, cuts: find(now) };
    return known.cuts;
  };
}
