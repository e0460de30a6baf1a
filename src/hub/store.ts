import { closeSync, openSync, readSync } from 'node:fs';
import type { ClockQuality, Hour } from '../domain/clock.ts';
import type { Batch, FeedCounter, Position } from '../domain/feed/batch.ts';
import type { Log } from '../platform/log.ts';
import { keepStatement, openSqlite } from '../platform/sqlite.ts';
import { createTaking } from './cell-table.ts';

/** One entry a version of the schema; entries are only ever appended. */
const MIGRATIONS = [
  `create table position (
     checkpoint text primary key,
     ledger text not null,
     seq integer not null        -- how far of that ledger's feed is in \`cell\`
   ) strict, without rowid;
   create table cell (
     checkpoint text not null,
     run text not null,
     hour integer not null,      -- hours since 1970-01-01T00:00Z
     metric text not null,
     by text not null,           -- '' or 'split=part'
     n integer not null,
     clock text not null,        -- 'ntp', 'hub' or 'estimated': how well the hour is known
     primary key (checkpoint, hour, run, metric, by)
   ) strict, without rowid;`,
];

/** Another puller writes a batch at a time. */
const WAIT_MS = 10_000;

/** A counter of one run, as the checkpoint told it last. */
export interface Cell extends FeedCounter {
  readonly hour: Hour;
  readonly clock: ClockQuality;
}

/** The counts of many checkpoints on disk. Whatever comes late, twice or in another order changes nothing. Throws where the disk does. */
export interface HubStore {
  /** Where to go on reading a checkpoint's feed; undefined: from the beginning. */
  position(checkpoint: string): Position | undefined;
  /** Takes a batch that was carried here, all or nothing. Returns the hours in which anything was new. */
  take(batch: Batch): readonly Hour[];
  /** The same for one that was read from the feed: the place where to go on is kept with it, or neither is. */
  takeNext(batch: Batch): readonly Hour[];
  /** The first and the last hour that anything is known of. */
  span(checkpoint: string): { readonly firstHour: Hour; readonly lastHour: Hour } | undefined;
  /** Visits the cells of `[firstHour, endHour)`, hour by hour. */
  each(checkpoint: string, hours: Hours, visit: (cell: Cell) => void): void;
  close(): void;
}

export interface Hours {
  readonly firstHour: Hour;
  readonly endHour: Hour;
}

/** Opens the file, or begins it. A damaged one is set aside, and what it held is told by the checkpoints again. */
export function openHubStore(path: string, log: Log): HubStore {
  refuseOtherFiles(path);
  const database = openSqlite(path, { migrations: MIGRATIONS, isShared: true }, log);
  // A program that ends when it is done: the log goes into the database on the way, and two of them may run at once.
  database.exec(`PRAGMA wal_autocheckpoint = 4000; PRAGMA busy_timeout = ${WAIT_MS}`);
  const position = keepStatement(database, 'select ledger, seq from position where checkpoint = ?');
  const move = keepStatement(database, 'replace into position values (?, ?, ?)');
  const span = keepStatement(
    database,
    'select min(hour) as firstHour, max(hour) as lastHour from cell where checkpoint = ?',
  );
  const cells = keepStatement(
    database,
    `select hour, metric, by, n, clock from cell where checkpoint = ? and hour >= ? and hour < ?
     order by hour, run, metric, by`,
  );
  const take = createTaking(database);
  const takeWhole = database.transaction(take);
  const takeNext = database.transaction((batch: Batch) => {
    const hours = take(batch);
    move.run(batch.checkpoint, batch.next.ledger, batch.next.seq);
    return hours;
  });
  return {
    position: (checkpoint) => position.get(checkpoint) as Position | undefined,
    take: (batch) => takeWhole.immediate(batch),
    takeNext: (batch) => takeNext.immediate(batch),
    span(checkpoint) {
      const found = span.get(checkpoint) as { firstHour: Hour | null; lastHour: Hour | null };
      const { firstHour, lastHour } = found;
      return firstHour === null || lastHour === null ? undefined : { firstHour, lastHour };
    },
    each(checkpoint, { firstHour, endHour }, visit) {
      for (const cell of cells.iterate(checkpoint, firstHour, endHour)) visit(cell as Cell);
    },
    close: () => database.close(),
  };
}

/** `openSqlite` would set aside whatever is no database, as the list itself after a slip of the finger. */
function refuseOtherFiles(path: string): void {
  const head = headOf(path);
  if (head !== '' && !head.startsWith('SQLite format 3\0')) throw new NotAStoreError(path);
}

/** A file that is no store of counts, and is left alone. */
export class NotAStoreError extends Error {
  constructor(path: string) {
    super(`${path} is no file of collected counts`);
    this.name = 'NotAStoreError';
  }
}

/** The first bytes of a file; empty where there is none. */
function headOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(16);
      return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
