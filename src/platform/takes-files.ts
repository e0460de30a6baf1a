import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** Enough for a database to begin. */
const BYTES = 64 * 1024;

/** Whether a disk takes a file now, down to the card; the folder is made where there is none. */
export function takesFiles(folder: string): boolean {
  const path = join(folder, '.try');
  try {
    makeFolder(folder, 0o700);
    const file = openSync(path, 'w', 0o600);
    try {
      writeSync(file, Buffer.alloc(BYTES, 1));
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    return false;
  } finally {
    removeQuietly(path);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A disk that takes nothing does not let go of anything either.
  }
}
