import { existsSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStorage } from '../../src/checkpoint/system/storage.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { RULE } from './damage.ts';

const RENEWED = { metric: 'renewed', parts: {} } as const;

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
