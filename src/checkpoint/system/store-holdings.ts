import type { SavedBucket, SavedFloating } from '../../domain/saved-rows.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { Holdings, SavedToken } from './take-over.ts';

/** What a whole database holds, as another one takes it over; of counters with an hour, those that have changed after this `seq`. */
export function holdingsIn(database: Sqlite, after: number): Holdings {
  const all = (sql: string, ...values: number[]) => keepStatement(database, sql).all(...values);
  const boots = all('select number, id from boot') as readonly { number: number; id: string }[];
  return {
    buckets: all('select run, hour, metric, by, n, clock from bucket where seq > ?', after) as SavedBucket[],
    floating: all('select boot, minute, run, metric, by, n from floating') as SavedFloating[],
    boots: new Map(boots.map(({ number, id }) => [number, id])),
    tokens: all('select id, name, hash, created_at as createdAt from token') as SavedToken[],
  };
}
