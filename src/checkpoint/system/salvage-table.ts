import type { Hour } from '../../domain/clock.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { Taken } from './take-over.ts';

/** How far a damaged ledger has been saved into this one. */
export interface SalvageRow extends Taken {
  readonly file: string;
  /** When it was found; null where no time server had set the clock. */
  readonly hour: Hour | null;
  readonly done: 0 | 1;
}

const ADD = 'update salvage set counters = counters + ?, tokens = tokens + ?, done = ? where file = ?';

/** What this ledger has of others that were damaged: it goes with it, so that one that is begun anew takes them all again. */
export function createSalvageTable(database: Sqlite) {
  const begin = keepStatement(
    database,
    'insert into salvage values (?, ?, 0, 0, 0) on conflict (file) do nothing',
  );
  const add = keepStatement(database, ADD);
  const open = keepStatement(
    database,
    'select exists (select 1 from salvage where done = 0 and counters > 0)',
  ).pluck();
  const openFiles = keepStatement(database, 'select file from salvage where done = 0').pluck();
  const one = keepStatement(database, 'select * from salvage where file = ?');
  return {
    begin: (file: string, hour: Hour | null) => void begin.run(file, hour),
    add: (file: string, { counters, tokens }: Taken) => void add.run(counters, tokens, 0, file),
    finish: (file: string) => void add.run(0, 0, 1, file),
    /** Whether some counters of one are here, and others may be to come. */
    isUnderWay: () => open.get() === 1,
    openFiles: () => openFiles.all() as readonly string[],
    find: (file: string) => one.get(file) as SalvageRow | undefined,
  };
}
