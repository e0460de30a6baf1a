import { randomBytes } from 'node:crypto';
import { EARLIEST_HOUR, type Hour } from '../../domain/clock.ts';
import type { Bucket } from '../../domain/tally.ts';
import type { Log } from '../../platform/log.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import { createWatch } from '../../platform/watch.ts';

const ADD = `insert into bucket (run, hour, metric, by, n) values (?, ?, ?, ?, ?)
  on conflict (run, hour, metric, by) do update set n = n + excluded.n`;
const EACH = 'select hour, metric, by, n from bucket where hour >= ? and hour < ?';
const FIRST = `select min(hour) as hour from bucket where hour >= ${EARLIEST_HOUR}`;

/**
 * The ledger's table, written under one run. Each start is a new run: it only ever adds to counters of its own, so copies
 * merge by taking the larger number of each.
 */
export function createBucketTable({ database, log }: { database: Sqlite; log: Log }) {
  const run = randomBytes(8).toString('hex');
  const insert = database.prepare(ADD);
  const select = database.prepare<[Hour, Hour], Bucket>(EACH);
  const first = database.prepare<[], { hour: Hour | null }>(FIRST);
  const checkpoint = keepStatement(database, 'PRAGMA wal_checkpoint(PASSIVE)');
  const insertAll = database.transaction((buckets: readonly Bucket[]) => {
    for (const { hour, metric, by, n } of buckets) insert.run(run, hour, metric, by, n);
  });
  const writing = createWatch(log, {
    failing: 'the ledger cannot be written, counters wait in memory',
    working: 'the ledger is written again, nothing was lost',
  });
  const syncing = createWatch(log, {
    failing: 'the ledger cannot be brought to the disk, a power cut would cost what came since',
    working: 'the ledger is brought to the disk again',
  });
  let unsynced = false;
  return {
    /** Adds all or nothing; whether it has reached the kernel. */
    add(buckets: readonly Bucket[]): boolean {
      if (buckets.length === 0) return true;
      unsynced = attempt(writing, () => insertAll(buckets)) || unsynced;
      return writing.fault() === undefined;
    },
    /** Brings what the kernel has to the disk. */
    sync() {
      if (unsynced) unsynced = !attempt(syncing, () => checkpoint.all());
    },
    each(firstHour: Hour, endHour: Hour, visit: (bucket: Bucket) => void) {
      for (const bucket of select.iterate(firstHour, endHour)) visit(bucket);
    },
    firstHour: () => first.get()?.hour ?? undefined,
    fault: () => writing.fault() ?? syncing.fault(),
  };
}

/** Whether the work was done. */
function attempt(watch: ReturnType<typeof createWatch>, work: () => void): boolean {
  try {
    work();
    watch.worked();
    return true;
  } catch (error) {
    watch.failed(error);
    return false;
  }
}
