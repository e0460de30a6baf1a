import { existsSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createStorage } from '../../src/checkpoint/system/storage.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { RULE } from './damage.ts';

const RENEWED = { metric: 'renewed', parts: {} } as const;

test.for([
  ['folding is written', "create trigger no before insert on fold_rule begin select raise(abort, 'no'); end"],
  ['its start is', "create trigger no before insert on boot begin select raise(abort, 'no'); end"],
])('a disk that fails again while %s costs no count, and is tried again', async ([, change = '']) => {
  const { folder, storage, appear } = late(change);
  const { token } = storage.tokens.create('huyện');
  await storage.ledger.record([RENEWED]);
  appear();
  for (let round = 0; round < 2; round++) storage.heal();
  expect(storage.ledger.fault()).toContain('ledger.db: no');
  await storage.ledger.record([RENEWED]);
  expect([total(storage), storage.tokens.accepts(token)]).toEqual([2, true]);
  const other = new Database(join(folder, 'ledger.db'));
  other.exec('drop trigger no');
  other.close();
  for (let round = 0; round < 2; round++) storage.heal();
  expect([storage.ledger.fault(), storage.database().memory]).toEqual([undefined, false]);
  await storage.ledger.record([RENEWED]);
  expect([total(storage), storage.tokens.accepts(token)]).toEqual([3, true]);
});

test('a disk that fails while the portal starts keeps nobody out, and is tried again', async () => {
  const { folder, appear } = late(
    "create trigger no before insert on boot begin select raise(abort, 'no'); end",
  );
  appear();
  const storage = open(folder);
  await storage.ledger.record([RENEWED]);
  expect([storage.ledger.fault(), total(storage)]).toEqual([expect.stringContaining('ledger.db: no'), 1]);
  const other = new Database(join(folder, 'ledger.db'));
  other.exec('drop trigger no');
  other.close();
  for (let round = 0; round < 2; round++) storage.heal();
  expect([storage.ledger.fault(), storage.database().memory, total(storage)]).toEqual([undefined, false, 1]);
});

test('a disk that fails again after a power cut does not count it twice', async () => {
  const { folder, storage, appear } = late(`update running set boot = 'boot-before';
    create trigger no before insert on fold_rule begin select raise(abort, 'no'); end;
    create trigger none before update on running begin select raise(abort, 'none'); end`);
  appear();
  for (let round = 0; round < 2; round++) storage.heal();
  const other = new Database(join(folder, 'ledger.db'));
  other.exec('drop trigger no; drop trigger none');
  other.close();
  for (let round = 0; round < 2; round++) storage.heal();
  expect([storage.ledger.fault(), storage.ledger.powerCuts().count]).toEqual([undefined, 1]);
});

test('what a ledger has not taken yet of the one before is wiped too, but for tokens', async () => {
  const { storage, appear } = late(
    "create trigger no before insert on token begin select raise(abort, 'no'); end",
  );
  const { token } = storage.tokens.create('huyện');
  await storage.ledger.record([RENEWED]);
  appear();
  for (let round = 0; round < 2; round++) storage.heal();
  expect([storage.database().memory, total(storage)]).toEqual([false, 0]);
  await storage.eraser.erase();
  storage.database().exec('drop trigger no');
  storage.heal();
  expect([total(storage), storage.tokens.accepts(token)]).toEqual([0, true]);
});

test('a wipe that is cut short finds the rest of a damaged ledger the next time', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ledger.db'), 'a power cut wrote this'.repeat(500));
  const storage = open(folder);
  const log = join(folder, 'ledger.db.damaged-1-wal');
  // It cannot be synced.
  symlinkSync('/dev/null', log);
  await expect(storage.eraser.erase()).rejects.toThrow('EINVAL');
  expect([storage.eraser.held().files, existsSync(log)]).toEqual([['ledger.db.damaged-1'], true]);
  rmSync(log);
  writeFileSync(log, 'counters');
  await storage.eraser.erase();
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
});

/** A storage whose folder is not there yet, and a way to put one there, with a database that somebody has changed. */
function late(change: string) {
  const base = temporaryFolder();
  const { database } = openStore(join(base, 'card'), createMemoryLog());
  database.exec(change);
  database.close();
  const folder = join(base, 'storage');
  writeFileSync(folder, '');
  const appear = () => {
    rmSync(folder);
    renameSync(join(base, 'card'), folder);
  };
  return { folder, storage: open(folder), appear };
}

function open(directory: string) {
  const clock = createTestClock();
  const log = createMemoryLog();
  const storage = createStorage({ directory, rule: RULE, bootId: 'boot-a', clock, log });
  onTestFinished(() => storage.ledger.close());
  return storage;
}

function total({ ledger }: ReturnType<typeof createStorage>): number {
  let sum = 0;
  ledger.each(-1e9, 1e9, ({ n }) => {
    sum += n;
  });
  return sum;
}
