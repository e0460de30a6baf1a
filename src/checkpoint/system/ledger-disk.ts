import { closeSync, fdatasyncSync, fstatSync, openSync, statSync } from 'node:fs';
import { type Log, reasonOf } from '../../platform/log.ts';
import { isDamaged, keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import { logReaches } from '../../platform/sqlite-log.ts';
import { createWatch } from '../../platform/watch.ts';

/** The log is brought into the database when it has come to this: each time writes pages that the log has written already. */
const LOG_BYTES_AT_MOST = 1024 * 1024;

/** The way of counters to the card, and whether it is open. */
export function createLedgerDisk({ database, log }: { database: Sqlite; log: Log }) {
  const writing = createWatch(log, {
    failing: 'the ledger cannot be written, counters wait in memory',
    working: 'the ledger is written again, nothing was lost',
  });
  const syncing = createWatch(log, {
    failing: 'the ledger cannot be brought to the disk, a power cut would cost what came since',
    working: 'the ledger is brought to the disk again',
  });
  const [sync, reading] = [createSync(database), createReading(log)];
  const changes = keepStatement(database, 'select total_changes()').pluck();
  /** When that was written which is not on the disk yet; a run that fell may have left something too. */
  let unsyncedMs: number | undefined = performance.now();
  let stopped = false;
  return {
    /** Does it all or nothing; whether it has reached the kernel. */
    write(work: () => void): boolean {
      // A note's own time may come when all has been written and closed.
      if (stopped || !database.open) return false;
      const before = changes.get();
      const done = attempt(writing, database.transaction(work));
      if (changes.get() !== before) unsyncedMs ??= performance.now();
      return done;
    },
    read: reading.read,
    /** Brings what the kernel has to the disk; whether it is there. */
    sync(): boolean {
      if (unsyncedMs !== undefined) unsyncedMs = attempt(syncing, sync) ? undefined : performance.now();
      return unsyncedMs === undefined;
    },
    /** For how long something has been waiting for a sync, or for the next try of one. */
    waitingMs: () => (unsyncedMs === undefined ? 0 : performance.now() - unsyncedMs),
    /** From here on it writes nothing, as another one has the database. */
    stop() {
      stopped = true;
    },
    fault: () => reading.fault() ?? writing.fault() ?? syncing.fault(),
    error: () => reading.error() ?? writing.error() ?? syncing.error(),
  };
}

/** Damage that is found stays a fault: that other pages can still be read and written does not mend it. */
function createReading(log: Log) {
  let damage: unknown;
  return {
    read<T>(work: () => T): T {
      try {
        return work();
      } catch (error) {
        if (isDamaged(error)) {
          if (damage === undefined) log.warn(`the ledger cannot be read: ${reasonOf(error)}`);
          damage = error;
        }
        throw error;
      }
    },
    fault: () => (damage === undefined ? undefined : reasonOf(damage)),
    error: () => damage,
  };
}

function createSync(database: Sqlite): () => void {
  // The log is then written over from its start: a file that grows costs the card its file system's own blocks at each sync.
  const empty = keepStatement(database, 'PRAGMA wal_checkpoint(PASSIVE)');
  // One that may have gaps must not be read again: it would bring back what its whole beginning says.
  const cut = keepStatement(database, 'PRAGMA wal_checkpoint(TRUNCATE)');
  // What a crowd has made of it is given back.
  database.exec(`PRAGMA journal_size_limit = ${LOG_BYTES_AT_MOST}`);
  // The kernel tells once of what it could not write, and takes it for written from then on: it is written anew, into the database.
  let doubtful = false;
  const device = database.memory ? 0 : statSync(database.name).dev;
  return () => {
    if (database.memory) return;
    const wasDoubtful = doubtful;
    doubtful = true;
    const isFull = syncLog(`${database.name}-wal`, device);
    if (wasDoubtful) {
      const [{ busy }] = cut.all() as [{ busy: number }];
      if (busy === 1) throw new Error('another program reads the ledger');
    } else if (isFull) empty.all();
    doubtful = false;
  };
}

/**
 * The write-ahead log alone, which is all that a power cut must leave whole, is brought to the disk. To open
 * and close it beside SQLite is safe: POSIX locks, which a close would drop, are on the database (and on the index, where it is a file).
 * @returns whether it is full
 */
function syncLog(path: string, device: number): boolean {
  const file = openSync(path, 'r+');
  try {
    fdatasyncSync(file);
    // Another file of this name was synced, and not the one that SQLite writes.
    if (fstatSync(file).dev !== device) throw new Error('the disk was mounted anew');
    return logReaches(file, LOG_BYTES_AT_MOST);
  } finally {
    closeSync(file);
  }
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
