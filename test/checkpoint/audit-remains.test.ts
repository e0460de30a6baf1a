import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { innocentsOf } from '../../src/domain/privacy/innocents.ts';
import { createScan } from '../../src/domain/privacy/scan.ts';
import { METRICS } from '../../src/domain/tally.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';
import { exampleCheckpoint } from '../example.ts';

const LIVES = 12;
const STARTS = 60;
const HOURS_KEPT = 60;
const NAMES = ['cafe', 'bác sĩ', 'huyện Chư Sê', 'Ea H’leo', 'dead beef'];
const BYS = ['family=android', 'language=vi', 'destination=vietnam-health-declaration', '', 'reason=full'];

/** The same numbers each time, so that what is found once is found again. */
function createChance(seed: number) {
  let n = 0;
  const bytes = () => createHash('sha256').update(`${seed} ${n++}`).digest();
  return {
    bytes,
    hex: (length: number) => bytes().toString('hex').slice(0, length),
    below: (end: number) => bytes().readUInt32BE() % end,
    of: <Item>(items: readonly Item[]) => items[bytes().readUInt32BE() % items.length],
  };
}

/** A ledger's life in short: starts of the program that count, hours that are dropped, tokens that are revoked. */
function createLife(database: Sqlite, chance: ReturnType<typeof createChance>) {
  const bucket = database.prepare(
    'insert into bucket values (?, ?, ?, ?, ?, ?, ?) on conflict do update set n = n + excluded.n',
  );
  const floating = database.prepare(
    'insert into floating values (1, ?, ?, ?, ?, ?) on conflict do update set n = n + excluded.n',
  );
  const token = database.prepare('insert into token values (?, ?, ?, ?)');
  const revoke = database.prepare('delete from token where id = (select min(id) from token)');
  const forget = database.prepare('delete from bucket where hour < ?');
  const settle = database.prepare('delete from floating');
  database.prepare("insert into boot (id) values ('f81d4fae-7dec-41d0-a765-00a0c91e6bf6')").run();
  const counter = () => [chance.of(Object.keys(METRICS)), chance.of(BYS), 1 + chance.below(300)] as const;
  let seq = 0;
  return database.transaction((start: number) => {
    const hour = 448_000 + 3 * start;
    const run = chance.hex(16);
    for (let n = 0; n < 36; n++) {
      const [metric, by, events] = counter();
      bucket.run(run, hour + chance.below(3), metric, by, events, chance.of(['ntp', 'estimated']), ++seq);
    }
    for (let n = 0; n < 10; n++) {
      const [metric, by, events] = counter();
      floating.run(chance.below(90_000), run, metric, by, events);
    }
    if (start % 3 === 0) settle.run();
    token.run(chance.hex(8), chance.of(NAMES), chance.bytes(), '2021-02-01T01:30:00.000Z');
    if (start > 3) revoke.run();
    forget.run(hour - HOURS_KEPT);
  });
}

test('what is left of rows that were dropped and overwritten by halves is not taken for a phone', () => {
  const found: string[] = [];
  let scans = 0;
  for (let life = 0; life < LIVES; life++) {
    const folder = temporaryFolder();
    const { database } = openStore(folder, createMemoryLog());
    const live = createLife(database, createChance(life));
    for (let start = 0; start < STARTS; start++) {
      live(start);
      if (start % 7 === 0) database.pragma('wal_checkpoint(TRUNCATE)');
      if (start % 5 !== 0) continue;
      found.push(...filesOf(folder).flatMap(tracesIn));
      scans += 1;
    }
    database.close();
  }
  expect(scans).toBe(LIVES * 12);
  expect(found).toEqual([]);
}, 60_000);

function filesOf(folder: string): Buffer[] {
  const paths = ['ledger.db', 'ledger.db-wal'].map((name) => join(folder, name));
  return paths.filter((path) => existsSync(path)).map((path) => readFileSync(path));
}

function tracesIn(bytes: Buffer): string[] {
  const checkpoint = exampleCheckpoint();
  const scan = createScan({ guests: checkpoint.guest, innocents: innocentsOf(checkpoint) });
  const text = bytes.toString('latin1');
  return [...scan.push(text), ...scan.end()].map(({ offset }) =>
    JSON.stringify(text.slice(offset - 16, offset + 24)),
  );
}
