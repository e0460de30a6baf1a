import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { asideName } from './aside-name.ts';
import type { Log } from './log.ts';
import { makeFolder } from './make-folder.ts';

export type Sqlite = Database.Database;

const TO_WAL = 'PRAGMA journal_mode = WAL';

/** How long a start waits for another program's lock. */
const BUSY_MS = 2000;

export interface SqliteSetting {
  /** The nth leads from version n to n + 1; entries are only ever appended. */
  readonly migrations: readonly string[];
  /** Whether other programs may have it open at the same time. */
  readonly isShared?: boolean;
}

/**
 * Opens a database and brings its schema up to date.
 * A file that cannot be read is set aside, never deleted, and an empty one takes its place: counting must not stop because
 * a card lost power at a bad moment. Fails only where no file can be written at all.
 */
export function openSqlite(path: string, setting: SqliteSetting, log: Log): Sqlite {
  try {
    return openOrSetAside(path, setting, log);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return openOrSetAside(path, setting, log);
  }
}

function openOrSetAside(path: string, setting: SqliteSetting, log: Log): Sqlite {
  let database: Sqlite | undefined;
  try {
    makeOwnFile(path);
    refuseHeadless(path);
    database = new Database(path, { timeout: BUSY_MS });
    prepare(database, setting);
    return database;
  } catch (error) {
    if (isDamaged(error)) setAside(path, log, error);
    database?.close();
    throw error;
  }
}

/**
 * Moves a damaged database out of the way, with its log. Where it is open it is closed only then: SQLite would bring the log into it,
 * wherever that is from, and delete it; into a file that was moved it does not.
 */
export function setAside(path: string, log: Log, why: unknown): void {
  const aside = asideName(path);
  for (const suffix of ['', '-wal', '-shm']) moveIfThere(path + suffix, aside + suffix);
  log.error(`the database was damaged and is set aside as ${aside}; a new one is begun`, why);
}

/** SQLite takes an empty file for a new database and deletes a log that lies beside it, though that may be all that is left. */
function refuseHeadless(path: string): void {
  const bytesOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (path !== ':memory:' && bytesOf(path) === 0 && bytesOf(`${path}-wal`) > 0)
    throw new DamagedError('its file is empty, its log is not');
}

/** SQLite would make the file readable for all; its WAL takes over the file's mode. */
function makeOwnFile(path: string): void {
  if (path === ':memory:') return;
  makeFolder(dirname(path), 0o700);
  closeSync(openSync(path, 'a', 0o600));
}

function prepare(database: Sqlite, { migrations, isShared = false }: SqliteSetting): void {
  // Of a new file. A tally changes a row or two, and brings whole pages to the card: the smallest there are.
  database.exec('PRAGMA page_size = 512');
  // A power cut can only ever damage a WAL's tail.
  if (isShared) database.exec(TO_WAL);
  else takeAlone(database);
  // A commit hands its pages to the kernel, which a crash of ours cannot undo; the ledger brings them to the card in batches.
  database.exec('PRAGMA synchronous = NORMAL');
  // What is deleted is overwritten: it is gone, and whoever reads a damaged file page by page does not find it again.
  database.exec('PRAGMA secure_delete = ON');
  // Whoever has opened it says when, so that a card is written when we say so.
  database.exec('PRAGMA wal_autocheckpoint = 0');
  const check = keepStatement(database, 'PRAGMA quick_check(1)').pluck().get();
  if (check !== 'ok') throw new DamagedError(`quick_check: ${check}`);
  const version = Number(keepStatement(database, 'PRAGMA user_version').pluck().get());
  if (version > migrations.length) throw new NewerVersionError(`it was made by a newer version (${version})`);
  database.transaction(() => {
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  })();
  // From here on nobody waits for another program's lock: what cannot be written now is written later.
  database.exec('PRAGMA busy_timeout = 0');
}

/**
 * Where nobody else may look in, the log's index is in memory: as a mapped file (`-shm`) the kernel would bring it to the card again
 * and again. Who has the file open already, as a technician's shell, must not keep counters from the disk: then it is shared.
 */
function takeAlone(database: Sqlite): void {
  try {
    database.exec(`PRAGMA locking_mode = EXCLUSIVE; ${TO_WAL}`);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    database.exec(`PRAGMA locking_mode = NORMAL; ${TO_WAL}`);
  }
}

/**
 * A statement that lives as long as its database. From Node 24.19 on, a statement of better-sqlite3 12 that is collected as
 * garbage ends the process (node::ObjectWrap's destructor wants an environment that a collection may not have): none of ours
 * may ever be garbage, which is also why `pragma()`, that makes one each time, is not used.
 */
export function keepStatement<P extends unknown[] = unknown[], R = unknown>(
  database: Sqlite,
  sql: string,
): Database.Statement<P, R> {
  const kept = database as unknown as Record<symbol, Database.Statement>;
  // The same words are one statement: a database that outlives many ledgers must not fill the memory with theirs.
  kept[Symbol.for(sql)] ??= database.prepare(sql);
  return kept[Symbol.for(sql)] as Database.Statement<P, R>;
}

/** Does what no power cut may undo: it is on the disk before this returns. Throws where the disk does. */
export function writeThrough<T>(database: Sqlite, work: () => T): T {
  database.exec('PRAGMA synchronous = FULL');
  try {
    return work();
  } finally {
    database.exec('PRAGMA synchronous = NORMAL');
  }
}

class DamagedError extends Error {}

/** No time mends it: this program is too old for the file. */
export class NewerVersionError extends Error {}

export function isDamaged(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  // A folder in the file's place.
  const isOther = code === 'SQLITE_NOTADB' || code === 'EISDIR';
  return error instanceof DamagedError || code.startsWith('SQLITE_CORRUPT') || isOther;
}

/** Whether it only is that another program holds the lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code);
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
