import { setImmediate } from 'node:timers/promises';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import { innocentsOf } from '../../domain/privacy/innocents.ts';
import { createScan } from '../../domain/privacy/scan.ts';
import { rowAbout } from '../../domain/privacy/table.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { SchemaColumn } from '../ports.ts';

const COLUMNS = `select m.name as "table", c.name as "column" from sqlite_schema m join pragma_table_xinfo(m.name) c
  where m.type in ('table', 'view') order by m.rowid, c.cid`;

interface SchemaParts {
  readonly database: Sqlite;
  readonly checkpoint: Checkpoint;
}

/** Of values that are looked at in one turn of the event loop: a few milliseconds of a Pi. */
const VALUES_A_TURN = 200;

/** Tells every column that the database really has, and how many of its different texts are not as they should be. */
export function createSchema({ database, checkpoint }: SchemaParts): () => Promise<readonly SchemaColumn[]> {
  const columns = keepStatement(database, COLUMNS).all() as Omit<SchemaColumn, 'odd'>[];
  const namesPhone = createPhoneSearch(checkpoint);
  const readers = columns.map((column) => ({
    ...column,
    countOdd: createOddCount(database, column, namesPhone),
  }));
  return async () => {
    const told: SchemaColumn[] = [];
    for (const { table, column, countOdd } of readers) {
      told.push({ table, column, odd: await countOdd() });
      // To find the different values of a year takes a Pi some tenths of a second; travelers are served between two columns.
      await setImmediate();
    }
    return told;
  };
}

type PhoneSearch = (text: string) => boolean;

function createOddCount(
  database: Sqlite,
  { table, column }: Omit<SchemaColumn, 'odd'>,
  namesPhone: PhoneSearch,
): () => Promise<number> {
  const shape = rowAbout('columns', `${table}.${column}`)?.shape;
  if (!shape) return async () => 0;
  const select = keepStatement(database, `select distinct ${quote(column)} from ${quote(table)}`).pluck();
  // A long text may lie on two pages, where no search of the file's bytes would find what is in it.
  const isGood = (value: unknown) =>
    value === null || (typeof value === 'string' && shape.test(value) && !namesPhone(value));
  return async () => {
    // Not `iterate`: between two turns the portal writes, which better-sqlite3 refuses while a statement is being read.
    const values = select.all();
    let odd = 0;
    for (let at = 0; at < values.length; at += VALUES_A_TURN) {
      odd += values.slice(at, at + VALUES_A_TURN).filter((value) => !isGood(value)).length;
      await setImmediate();
    }
    return odd;
  };
}

function createPhoneSearch(checkpoint: Checkpoint): PhoneSearch {
  const [guests, innocents] = [checkpoint.guest, innocentsOf(checkpoint)];
  return (text) => {
    const scan = createScan({ guests, innocents });
    return scan.push(text).length + scan.end().length > 0;
  };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
