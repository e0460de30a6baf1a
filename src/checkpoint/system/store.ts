import { join } from 'node:path';
import { type Log, reasonOf } from '../../platform/log.ts';
import { openSqlite, type Sqlite } from '../../platform/sqlite.ts';

/** One entry a version of the schema; entries are only ever appended. */
const MIGRATIONS = [
  `create table bucket (
     run text not null,
     hour integer not null,      -- hours since 1970-01-01T00:00Z
     metric text not null,
     by text not null,           -- '' or 'split=part'
     n integer not null,
     primary key (hour, run, metric, by)
   ) strict, without rowid;
   create table token (
     id text primary key,
     name text not null,
     hash blob not null,         -- SHA-256 of the token's secret
     created_at text not null
   ) strict, without rowid;`,
];

/**
 * The checkpoint's one database, `ledger.db` in its storage directory. Where no file can be written at all, everything is
 * kept in memory for this run and `fault` says why: travelers get through, and health turns red.
 */
export function openStore(directory: string, log: Log): { database: Sqlite; fault: string | undefined } {
  const path = join(directory, 'ledger.db');
  try {
    return { database: openSqlite(path, MIGRATIONS, log), fault: undefined };
  } catch (error) {
    log.error(`${path} cannot be used; counters are kept in memory and end with this run`, error);
    return { database: openSqlite(':memory:', MIGRATIONS, log), fault: `${path}: ${reasonOf(error)}` };
  }
}
