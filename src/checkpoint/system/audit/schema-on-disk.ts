import { copyFileSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Checkpoint } from '../../../domain/checkpoint.ts';
import type { SchemaColumn } from '../../ports.ts';
import { createSchema } from '../schema.ts';

/**
 * What the database of a portal that does not run has in it, read from a copy: to open it would change its log. Empty where there is
 * none. Rejects where it cannot be read.
 */
export async function readSchemaOnDisk(checkpoint: Checkpoint): Promise<readonly SchemaColumn[]> {
  const file = join(checkpoint.storage.directory, 'ledger.db');
  if (!isThere(file)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-audit-'));
  try {
    const copy = join(folder, 'ledger.db');
    for (const suffix of ['', '-wal']) if (isThere(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    const database = new Database(copy);
    try {
      return await createSchema({ database, checkpoint })();
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a plain file: the folder is the portal's, and a pipe in its place would hold us for ever. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
