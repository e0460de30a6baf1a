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

/** Tells every column that the database really has, and how many of its different texts are not as they should be. */
export function createSchema({ database, checkpoint }: SchemaParts): () => Promise<readonly SchemaColumn[]> {
  const columns = keepStatement(database, COLUMNS).all() as Omit<SchemaColumn, 'odd'>[];
  const readers = columns.map((column) => ({
    ...column,
    countOdd: createOddCount({ database, checkpoint }, column),
  }));
  return async () => {
    const told: SchemaColumn[] = [];
    for (const { table, column, countOdd } of readers) {
      told.push({ table, column, odd: countOdd() });
      // A year's column takes a Pi some tenths of a second; travelers are served between two.
      await setImmediate();
    }
    return told;
  };
}

function createOddCount(
  { database, checkpoint }: SchemaParts,
  { table, column }: Omit<SchemaColumn, 'odd'>,
): () => number {
  const shape = rowAbout('columns', `${table}.${column}`)?.shape;
  if (!shape) return () => 0;
  const select = keepStatement(database, `select distinct ${quote(column)} from ${quote(table)}`).pluck();
  // A long text may lie on two pages, where no search of the file's bytes would find what is in it.
  const isGood = (value: unknown) =>
    value === null || (typeof value === 'string' && shape.test(value) && !namesPhone(checkpoint, value));
  return () => select.all().filter((value) => !isGood(value)).length;
}

function namesPhone(checkpoint: Checkpoint, text: string): boolean {
  const scan = createScan({ guests: checkpoint.guest, innocents: innocentsOf(checkpoint) });
  return scan.push(text).length + scan.end().length > 0;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
