import { readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Checkpoint } from '../../../domain/checkpoint.ts';

/** A file that the installation has, whatever is in it. */
export interface FoundFile {
  /** By its place: `storage/ledger.db`. */
  readonly name: string;
  readonly path: string;
  /** Whether there is something to read: a socket has nothing, a link leads to it. */
  readonly isFile: boolean;
}

/** A folder that only memory may hold. */
export interface MemoryFolder {
  readonly path: string;
  readonly state: 'in memory' | 'on disk' | 'not there';
  readonly files: readonly FoundFile[];
}

/** linux/magic.h: what statfs says of tmpfs and ramfs. */
const IN_MEMORY: readonly number[] = [0x01021994, 0x858458f6];

/** The private /tmp of a unit of ours (systemd.exec(5), PrivateTmp). */
const OUR_TMP = /^systemd-private-[\da-f]+-checkpoint-[a-z]+\.service-/;

/** All that lies where our programs may write to a disk; a folder that is not there is empty, one that is shut throws. */
export function filesOnDisk({ storage, notices }: Checkpoint, temporary: readonly string[]): FoundFile[] {
  const kept = filesUnder(storage.directory, 'storage').filter(
    ({ path }) => !isWithin(path, notices.directory) && path !== storage.controlSocket,
  );
  const left = temporary.flatMap((folder) =>
    list(folder)
      .filter(({ name }) => OUR_TMP.test(name))
      .flatMap(({ name }) => filesUnder(join(folder, name), folder.slice(1))),
  );
  return [...kept, ...filesUnder(notices.directory, 'notices'), ...left];
}

/** Where phones' addresses are by design: only looked at for what kind of place it is, and for whose names are there. */
export function memoryFolder(path: string): MemoryFolder {
  const state = stateOf(path);
  return { path, state, files: state === 'not there' ? [] : filesUnder(path, 'gate') };
}

/** Every file at this path, or under it. */
export function filesUnder(directory: string, place: string): FoundFile[] {
  return list(directory, true).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return {
      name: `${place}/${relative(directory, path)}`,
      path,
      isFile: entry.isFile() || (entry.isSymbolicLink() && !isEndless(path)),
    };
  });
}

/** Whether who reads there may wait for ever: a pipe that nobody writes to, a device. */
function isEndless(path: string): boolean {
  try {
    const found = statSync(path);
    return !found.isFile() && !found.isDirectory();
  } catch {
    return false; // A link that leads nowhere, or in a circle: who reads it will be told.
  }
}

function list(directory: string, recursive = false) {
  try {
    return readdirSync(directory, { recursive, withFileTypes: true }).filter(
      (entry) => !recursive || !entry.isDirectory(),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

function stateOf(path: string): MemoryFolder['state'] {
  try {
    return IN_MEMORY.includes(statfsSync(path).type) ? 'in memory' : 'on disk';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'not there';
    throw error;
  }
}

function isWithin(path: string, folder: string): boolean {
  return dirname(path) === folder || path.startsWith(`${folder}/`);
}
