import { join } from 'node:path';
import { type Log, reasonOf } from '../../platform/log.ts';
import { NewerVersionError, openSqlite, type Sqlite } from '../../platform/sqlite.ts';

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
  `create table ledger (
     id text not null            -- random: whose \`seq\` this is
   ) strict;
   insert into ledger values (lower(hex(randomblob(8))));
   alter table bucket rename to bucket_before;
   create table bucket (
     run text not null,
     hour integer not null,      -- hours since 1970-01-01T00:00Z
     metric text not null,
     by text not null,           -- '' or 'split=part'
     n integer not null,
     clock text not null,        -- 'ntp', 'hub' or 'estimated': how well the hour is known
     seq integer not null,       -- of its last change
     primary key (hour, run, metric, by)
   ) strict, without rowid;
   insert into bucket select run, hour, metric, by, n, 'estimated', row_number() over (order by hour, run, metric, by)
     from bucket_before;
   drop table bucket_before;
   create table boot (
     number integer primary key, -- in their order
     id text not null unique     -- the kernel's own random id of this start of the machine
   ) strict;
   create table floating (
     boot integer not null references boot,
     minute integer not null,    -- minutes since the machine started
     run text not null,
     metric text not null,
     by text not null,
     n integer not null,
     primary key (boot, minute, run, metric, by)
   ) strict, without rowid;`,
  `create table running (
     boot text                   -- its random id, while a run writes; null when it has ended
   ) strict;
   insert into running values (null);`,
  `create table fold_rule (
     after_seq integer primary key, -- hours whose last change came after it are folded by this rule
     below integer not null,
     languages text not null        -- with a blank between two
   ) strict;`,
  `create table salvage (
     file text primary key,      -- a damaged ledger that was set aside, in the folder of this one
     hour integer,               -- when it was found, where a time server had set the clock
     counters integer not null,  -- that were saved from it
     tokens integer not null,
     done integer not null       -- 1 when all that could be read is in this ledger
   ) strict, without rowid;`,
];

/** The checkpoint's one database in its storage directory. */
export const LEDGER_FILE = 'ledger.db';

export interface Store {
  readonly database: Sqlite;
  /** Why it is not on the disk, where it is not. */
  readonly fault: string | undefined;
  /** Whether another try may help. */
  readonly mayHeal: boolean;
}

/**
 * Opens the checkpoint's database. Where no file can be written at all, everything is kept in memory and `fault` says why: travelers
 * get through, and health turns red.
 */
export function openStore(directory: string, log: Log): Store {
  const path = join(directory, LEDGER_FILE);
  try {
    return { database: openSqlite(path, { migrations: MIGRATIONS }, log), fault: undefined, mayHeal: true };
  } catch (error) {
    return storeInMemory(directory, error, log);
  }
}

/** In memory, as the disk's could not be used. */
export function storeInMemory(directory: string, why: unknown, log: Log): Store {
  const path = join(directory, LEDGER_FILE);
  log.error(`${path} cannot be used; counters are kept in memory until it can`, why);
  const database = openSqlite(':memory:', { migrations: MIGRATIONS }, log);
  return { database, fault: `${path}: ${reasonOf(why)}`, mayHeal: !(why instanceof NewerVersionError) };
}
