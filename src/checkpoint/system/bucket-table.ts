import { randomBytes } from 'node:crypto';
import type { Hour } from '../../domain/clock.ts';
import type { Bucket } from '../../domain/tally.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import type { Sqlite } from '../../platform/sqlite.ts';

/** The ledger's table, written under one run. */
export interface BucketTable {
  /** Adds all or nothing; whether it has reached the kernel. */
  add(buckets: readonly Bucket[]): boolean;
  /** Brings what the kernel has to the disk. */
  sync(): void;
  /** Summed over runs. */
  read(firstHour: Hour, endHour: Hour): readonly Bucket[];
  span(): { firstHour: Hour; lastHour: Hour } | undefined;
  /** Why the disk takes nothing now. */
  fault(): string | undefined;
}

const ADD = `insert into bucket (run, hour, metric, by, n) values (?, ?, ?, ?, ?)
  on conflict (run, hour, metric, by) do update set n = n + excluded.n`;
const READ = `select hour, metric, by, sum(n) as n from bucket
  where hour >= ? and hour < ? group by hour, metric, by`;
const SPAN = 'select min(hour) as firstHour, max(hour) as lastHour from bucket having count(*) > 0';

/** Each start is a new run: it only ever adds to counters of its own, so copies merge by taking the larger number of each. */
export function createBucketTable({ database, log }: { database: Sqlite; log: Log }): BucketTable {
  const run = randomBytes(8).toString('hex');
  const insert = database.prepare(ADD);
  const select = database.prepare<[Hour, Hour], Bucket>(READ);
  const span = database.prepare<[], { firstHour: Hour; lastHour: Hour }>(SPAN);
  const insertAll = database.transaction((buckets: readonly Bucket[]) => {
    for (const { hour, metric, by, n } of buckets) insert.run(run, hour, metric, by, n);
  });
  const disk = createWatch(log);
  let unsynced = false;
  return {
    add(buckets) {
      if (buckets.length === 0) return true;
      unsynced = true;
      return disk.attempt(() => insertAll(buckets));
    },
    sync() {
      if (unsynced) unsynced = !disk.attempt(() => database.pragma('wal_checkpoint(PASSIVE)'));
    },
    read: (firstHour, endHour) => select.all(firstHour, endHour),
    span: () => span.get(),
    fault: disk.fault,
  };
}

/** Turns exceptions into a state, and says so in the log when it changes. */
function createWatch(log: Log) {
  let fault: string | undefined;
  return {
    /** Whether the work was done. */
    attempt(work: () => void): boolean {
      try {
        work();
        if (fault !== undefined) log.info('the ledger is written again; nothing was lost');
        fault = undefined;
        return true;
      } catch (error) {
        if (fault === undefined) log.error('the ledger cannot be written; counters wait in memory', error);
        fault = reasonOf(error);
        return false;
      }
    },
    fault: () => fault,
  };
}
