import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the folder where there is none; the one around it must exist. Not `recursive`: a slip in a path should be told, and Node
 * 20 never returns from it where the system says that a new folder does not exist, as /proc does.
 */
export function makeFolder(path: string, mode?: number): void {
  try {
    mkdirSync(path, { mode });
    // The umask takes from what mkdir is asked for.
    if (mode !== undefined) chmodSync(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Whose files other users read, whatever umask the technician has: dnsmasq's config is in one. */
const EVERYBODY = 0o755;

/** The same, with all that is missing around it: for places that we name ourselves, with nothing secret in them. */
export function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  makeFolder(path, EVERYBODY);
}
