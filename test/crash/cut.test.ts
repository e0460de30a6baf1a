import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';

/** 1 in the slow suite: each byte. */
const STRIDE = Number(process.env.STRIDE ?? 61);
const TRANSACTIONS = 4;
/** What a power cut may leave of the last block is cut at its edges first of all (SQLite's file format, section 4.1). */
const [WAL_HEADER, FRAME] = [32, 24 + 512];
const SESSION = { metric: 'session', parts: { language: 'vi', family: 'android' } } as const;

test('a write-ahead log that is cut at any byte opens, is whole, and has lost nothing but its tail', async () => {
  const { database, log } = await writeFiles();
  const cuts = new Set<number>([log.length]);
  for (let at = 0; at < log.length; at += STRIDE) cuts.add(at);
  for (let edge = WAL_HEADER; edge < log.length; edge += FRAME)
    for (const near of [edge - 1, edge, edge + 1]) cuts.add(near);
  const found: number[] = [];
  const folder = temporaryFolder();
  for (const cut of [...cuts].sort((a, b) => a - b))
    found.push(open(folder, [database, log.subarray(0, cut)]));
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(new Set(found)).toEqual(new Set(Array.from({ length: TRANSACTIONS + 1 }, (_, n) => n)));
}, 300_000);

/** A ledger whose last transactions are in the log alone, as nobody has brought them to the database yet. */
async function writeFiles(): Promise<{ database: Buffer; log: Buffer }> {
  const folder = temporaryFolder();
  const store = openStore(folder, createMemoryLog());
  const clock = createTestClock();
  const ledger = createLedger({ ...store, bootId: 'boot', clock, log: createMemoryLog() });
  store.database.pragma('wal_checkpoint(TRUNCATE)');
  for (let n = 0; n < TRANSACTIONS; n++) {
    clock.pass(3_600_000);
    await ledger.record([SESSION]);
  }
  const [database, log] = ['', '-wal'].map((end) => readFileSync(join(folder, `ledger.db${end}`)));
  ledger.close();
  return { database: database as Buffer, log: log as Buffer };
}

/** How many transactions are found; never a part of one. */
function open(folder: string, [bytes, wal]: readonly [Buffer, Buffer]): number {
  writeFileSync(join(folder, 'ledger.db'), bytes);
  writeFileSync(join(folder, 'ledger.db-wal'), wal);
  const log = createMemoryLog();
  const { database, fault } = openStore(folder, log);
  expect([fault, log.lines]).toEqual([undefined, []]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  const counted = database.prepare('select coalesce(sum(n), 0) as n from bucket where by = ?').pluck();
  const [languages, families] = [counted.get('language=vi'), counted.get('family=android')];
  database.close();
  expect(languages).toBe(families);
  return languages as number;
}
