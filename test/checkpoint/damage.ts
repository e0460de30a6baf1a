import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage } from '../../src/checkpoint/system/storage.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import type { Tally } from '../../src/domain/tally.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMemoryLog, createTestClock } from '../doubles.ts';

export const PAGE = 512;
export const RULE = { below: 1, languages: ['vi', 'en'] };
const TALLIES: readonly Tally[] = [
  { metric: 'renewed', parts: {} },
  { metric: 'session', parts: { language: 'vi', family: 'android' } },
  { metric: 'session', parts: { language: 'en', family: 'apple' } },
  { metric: 'opened', parts: { destination: 'bluezone' } },
];

/** A ledger's file and its log, as bytes, and all that is in them. */
export interface Specimen {
  readonly file: Buffer;
  readonly log: Buffer;
  readonly rows: Rows;
  /** The page that leads to all counters with an hour, which SQLite cannot do without. */
  readonly root: number;
  /** A token that opens, and one that was revoked. */
  readonly tokens: { readonly good: string; readonly revoked: string };
}

/** `table key -> n` */
export type Rows = ReadonlyMap<string, number>;

/**
 * A ledger of some starts of the portal: many hours, a boot whose clock was never set, tokens; the last changes are in its log alone.
 * @param salt makes it another one
 */
export function makeSpecimen(salt: number): Specimen {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-test-'));
  const clock = createTestClock('2021-02-01T01:30:00Z');
  const begin = (bootId: string) =>
    createStorage({ directory: folder, rule: RULE, bootId, clock, log: createMemoryLog() });
  let storage = begin('boot-a');
  const good = storage.tokens.create('huyện Chư Sê').token;
  const revoked = storage.tokens.create('tỉnh').token;
  for (let hour = 0; hour < 150; hour++) {
    clock.pass(3_600_000);
    storage.ledger.note(TALLIES.slice(0, 1 + ((hour + salt) % 4)));
    if (hour % 10 === 0) storage.ledger.sync();
    if (hour % 40 === 20) {
      storage.ledger.close();
      storage = begin('boot-a');
    }
  }
  storage.ledger.close();
  clock.setQuality('estimated');
  storage = begin('boot-b');
  const count = (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      clock.pass(60_000);
      storage.ledger.note(TALLIES);
      if (minute % 5 === 0) storage.ledger.sync();
    }
    storage.ledger.sync();
  };
  count(50);
  // Closing brings all into the file.
  storage.ledger.close();
  storage = begin('boot-b');
  storage.tokens.revoke(revoked.slice(3, 11));
  count(50);
  const [file, log] = ['', '-wal'].map((end) => readFileSync(join(folder, `ledger.db${end}`)));
  storage.ledger.close();
  const { database } = openStore(folder, createMemoryLog());
  const rows = rowsOf(database);
  const root = database.prepare("select rootpage from sqlite_master where name = 'bucket'").pluck().get();
  database.close();
  rmSync(folder, { recursive: true });
  return { file: file as Buffer, log: log as Buffer, rows, root: root as number, tokens: { good, revoked } };
}

/** But for power cuts, of which each opening may count one. */
export function rowsOf(database: Sqlite): Rows {
  const rows = database
    .prepare(
      `select 'bucket ' || run || hour || metric || by as key, n from bucket where metric <> 'power_cut' union all
       select 'floating ' || minute || run || metric || by, n from floating where metric <> 'power_cut' union all
       select 'token ' || id || name || hex(hash) || created_at, 1 from token`,
    )
    .raw()
    .all();
  return new Map(rows as [string, number][]);
}

/** As `openStore` would find them. */
export function writeLedger(folder: string, file: Buffer, log?: Buffer): void {
  writeFileSync(join(folder, 'ledger.db'), file);
  if (log) writeFileSync(join(folder, 'ledger.db-wal'), log);
}
