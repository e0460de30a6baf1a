import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';

test('the database is its owner`s alone, and a power cut can cost it only its tail', () => {
  const { folder, database } = open();
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0);
  expect(
    ['journal_mode', 'synchronous', 'wal_autocheckpoint'].map((name) =>
      database.pragma(name, { simple: true }),
    ),
  ).toEqual(['wal', 1, 0]);
});

test('a file that is no database is set aside, kept, and reported; counting goes on', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ledger.db'), 'a power cut wrote this'.repeat(500));
  const { database, log, fault } = open(folder);
  expect(fault).toBeUndefined();
  expect(database.prepare('select count(*) as n from bucket').get()).toEqual({ n: 0 });
  const [aside = ''] = readdirSync(folder).filter((name) => name === 'ledger.db.damaged-1');
  expect(statSync(join(folder, aside)).size).toBe(11_000);
  expect(log.lines).toEqual([expect.stringMatching(/^<3>the database was damaged/)]);
});

test('a file of a newer version is left alone; counters live in memory and the fault says why', () => {
  const { folder, database } = open();
  database.pragma('user_version = 99');
  database.close();
  const newer = open(folder);
  expect(newer.fault).toContain('newer version');
  expect(newer.database.memory).toBe(true);
});

test('where no file can be written, counters live in memory and the fault says why', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const { database, fault, log } = open(join(file, 'folder'));
  expect(fault).toContain('ENOTDIR');
  expect(database.prepare('select count(*) as n from bucket').get()).toEqual({ n: 0 });
  expect(log.lines).toHaveLength(1);
});

function open(folder = temporaryFolder()) {
  const log = createMemoryLog();
  const store = openStore(folder, log);
  onTestFinished(() => void store.database.close());
  return { folder, log, ...store };
}
