import { readdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { Held } from '../ports.ts';

const HELD = `select (select count(*) from bucket) + (select count(*) from floating) as counters,
  (select min(hour) from bucket) as firstHour, (select max(hour) from bucket) as lastHour`;
/** All that was counted. Who may ask for figures stays. */
const ERASE = `delete from bucket; delete from floating; delete from boot; delete from salvage; delete from fold_rule;
  update ledger set id = lower(hex(randomblob(8)))`;
const BLOCK = Buffer.alloc(64 * 1024);

export function heldIn(database: Sqlite): Omit<Held, 'files'> {
  return keepStatement(database, HELD).get() as Omit<Held, 'files'>;
}

/** Ledgers that a newer version has left where an update was taken back: `ledger.db.newer-1612662000`. */
export function newerIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((file) => /^ledger\.db\.newer-\d+$/.test(file));
  } catch {
    return [];
  }
}

/**
 * Deletes all counters and overwrites what they were written on, in the database and in its log. Throws where the disk does, or while
 * another program reads.
 */
export function eraseIn(database: Sqlite): void {
  const checkpoint = keepStatement(database, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const toDatabase = () => {
    const [{ busy }] = checkpoint.all() as [{ busy: number }];
    if (busy === 1) throw new Error('another program reads the ledger');
  };
  database.transaction(() => database.exec(ERASE))();
  // Zeros first, over what stood there: after that the file is made shorter.
  toDatabase();
  database.exec('VACUUM');
  toDatabase();
}

/** Overwrites a file, as far as it is one, and removes it. What a card keeps of it elsewhere nobody can reach. */
export async function eraseFile(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => undefined);
  try {
    const { size = 0 } = (await file?.stat()) ?? {};
    for (let at = 0; at < size; at += BLOCK.length)
      await file?.write(BLOCK, 0, Math.min(BLOCK.length, size - at), at);
    await file?.sync();
  } finally {
    await file?.close();
  }
  await rm(path, { force: true, recursive: true });
}
