import type { ClockQuality, Hour } from '../domain/clock.ts';
import type { Batch, FeedCounter, FeedItem } from '../domain/feed/batch.ts';
import { mergeTables, type Table, tablesOf } from '../domain/feed/table.ts';
import { keepStatement, type Sqlite } from '../platform/sqlite.ts';

const HELD = 'select metric, by, n, clock from cell where checkpoint = ? and hour = ? and run = ?';
const PUT = 'insert into cell (checkpoint, hour, run, metric, by, n, clock) values (?, ?, ?, ?, ?, ?, ?)';
const DROP = 'delete from cell where checkpoint = ? and hour = ? and run = ? and metric = ? and by = ?';

/** A checkpoint, an hour, and a run. */
type Place = readonly [string, Hour, string];

/** Takes batches into the table `cell`. Returns the hours in which anything was new. */
export function createTaking(database: Sqlite): (batch: Batch) => readonly Hour[] {
  const held = keepStatement(database, HELD);
  const put = keepStatement(database, PUT);
  const drop = keepStatement(database, DROP);
  const replace = (place: Place, former: Table | undefined, { counters, clock }: Table) => {
    for (const { metric, by } of former?.counters ?? []) drop.run(...place, metric, by);
    for (const { metric, by, n } of counters) put.run(...place, metric, by, n, clock);
  };
  /** Whether anything in it was new. */
  const take = (place: Place, { clock, counters }: FeedItem): boolean => {
    const former = heldTables(held.all(...place) as readonly Row[]);
    const told = [...tablesOf(counters)].map(([name, cells]) => {
      const table = former.get(name);
      return { table, merged: mergeTables(table, { clock, counters: cells }) };
    });
    const news = told.filter(
      ({ table, merged }) => merged.counters !== table?.counters || merged.clock !== table.clock,
    );
    for (const { table, merged } of news) replace(place, table, merged);
    return news.length > 0;
  };
  return ({ checkpoint, items }) => {
    const news = items.filter((item) => take([checkpoint, item.hour, item.run], item));
    return [...new Set(news.map(({ hour }) => hour))];
  };
}

type Row = FeedCounter & { readonly clock: ClockQuality };

function heldTables(rows: readonly Row[]): ReadonlyMap<string, Table> {
  const tables = [...tablesOf(rows)] as [string, readonly Row[]][];
  return new Map(
    tables.map(([name, counters]) => [name, { counters, clock: counters[0]?.clock ?? 'estimated' }]),
  );
}
