import type { Log } from '../../platform/log.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import { createWatch } from '../../platform/watch.ts';

/** The way of counters to the card, and whether it is open. */
export function createLedgerDisk({ database, log }: { database: Sqlite; log: Log }) {
  const checkpoint = keepStatement(database, 'PRAGMA wal_checkpoint(PASSIVE)');
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
    /** Does it all or nothing; whether it has reached the kernel. */
    write(work: () => void): boolean {
      const done = attempt(writing, database.transaction(work));
      unsynced ||= done;
      return done;
    },
    /** Brings what the kernel has to the disk. */
    sync() {
      if (unsynced) unsynced = !attempt(syncing, () => checkpoint.all());
    },
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
