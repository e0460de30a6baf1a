import type { SavedBucket, SavedFloating } from '../../domain/saved-rows.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { createBucketTable } from './bucket-table.ts';
import type { FloatingTable } from './floating-table.ts';

/** What another ledger holds, of runs that are over. */
export interface Holdings {
  readonly buckets: readonly SavedBucket[];
  readonly floating: readonly SavedFloating[];
  /** The boots that its floating counters are of, by its own numbers. */
  readonly boots: ReadonlyMap<number, string>;
  readonly tokens: readonly SavedToken[];
}

export const NOTHING: Holdings = { buckets: [], floating: [], boots: new Map(), tokens: [] };

export interface SavedToken {
  readonly id: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly createdAt: string;
}

export interface Taken {
  readonly counters: number;
  readonly tokens: number;
}

const TOKEN = 'insert into token (id, name, hash, created_at) values (?, ?, ?, ?) on conflict do nothing';
/** Before all that are known: whoever has damage behind it has started since. */
const BOOT = `insert into boot (number, id) select min(0, coalesce(min(number), 0)) - 1, ? from boot where true
  on conflict do nothing`;

/** Takes over what another ledger holds, in one transaction of the caller's. To take it twice changes nothing. */
export function createTakeOver({
  database,
  buckets,
  floating,
}: {
  database: Sqlite;
  buckets: ReturnType<typeof createBucketTable>;
  floating: FloatingTable;
}): (held: Holdings) => Taken {
  const token = keepStatement(database, TOKEN);
  const boot = keepStatement(database, BOOT);
  const numberOf = keepStatement(database, 'select number from boot where id = ?').pluck();
  const hasHour = keepStatement(database, 'select exists (select 1 from bucket where run = ?)').pluck();
  const takeFloating = (held: Holdings) => {
    const numbers = new Map<number, number>();
    // The latest first, as each is put before all others.
    for (const number of distinct(held.floating.map((row) => row.boot)).sort((a, b) => b - a)) {
      const id = held.boots.get(number) ?? `lost-${number}-${held.floating[0]?.run}`;
      boot.run(id);
      numbers.set(number, numberOf.get(id) as number);
    }
    // A run that has an hour has found the hours of all that it counted: these would be counted twice.
    const runs = distinct(held.floating.map(({ run }) => run)).filter((run) => hasHour.get(run) === 0);
    const rows = held.floating.filter(({ run }) => runs.includes(run));
    return rows.filter((row) => floating.merge(row, numbers.get(row.boot) ?? 0)).length;
  };
  return (held) => ({
    counters: takeFloating(held) + held.buckets.filter(buckets.merge).length,
    tokens: held.tokens.filter(
      ({ id, name, hash, createdAt }) => token.run(id, name, hash, createdAt).changes > 0,
    ).length,
  });
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
