import { hourOf } from '../../domain/clock.ts';
import { createSums } from '../../domain/sums.ts';
import { countersOf } from '../../domain/tally.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { Ledger } from '../ports.ts';
import { createBucketTable } from './bucket-table.ts';

export interface LedgerParts {
  readonly database: Sqlite;
  /** Why the database is not on the disk, where it is not. */
  readonly fault?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** How far apart transactions are under load: each costs the card 4 kB or more, and one phone can ask 2,000 times a second. */
const FLUSH_MS = 20;

/**
 * The ledger in SQLite. What comes within a fiftieth of a second is written in one transaction: a crowd costs hardly more than one
 * phone, and each of them is answered only after its tally is written.
 */
export function createLedger(parts: LedgerParts): Ledger {
  const { database, clock } = parts;
  const table = createBucketTable(parts);
  const waiting = createSums();
  const flush = () => {
    if (table.add(waiting.buckets())) waiting.clear();
  };
  const flushSoon = atMostEvery(FLUSH_MS, flush);
  const sync = () => {
    flush();
    table.sync();
  };
  return {
    record(tallies) {
      const hour = hourOf(clock.epochMs());
      for (const tally of tallies) {
        for (const by of countersOf(tally)) {
          waiting.add({ hour, metric: tally.metric, by, n: tally.amount ?? 1 });
        }
      }
      return flushSoon();
    },
    sync,
    each(firstHour, endHour, visit) {
      table.each(firstHour, endHour, visit);
      for (const bucket of waiting.buckets())
        if (bucket.hour >= firstHour && bucket.hour < endHour) visit(bucket);
    },
    firstHour: table.firstHour,
    fault: () => parts.fault ?? table.fault(),
    close() {
      sync();
      database.close();
    },
  };
}

/**
 * Does the work at the end of this turn of the event loop, or when `ms` have passed since it was last done: once for all who
 * ask until then, and tells them all.
 */
function atMostEvery(ms: number, work: () => void): () => Promise<void> {
  let next: Promise<void> | undefined;
  let lastMs = -ms;
  return () => {
    next ??= new Promise((resolve) => {
      const done = () => {
        next = undefined;
        lastMs = performance.now();
        work();
        resolve();
      };
      const waitMs = lastMs + ms - performance.now();
      if (waitMs <= 0) setImmediate(done);
      else setTimeout(done, waitMs);
    });
    return next;
  };
}
