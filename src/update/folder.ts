import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UpdateRefusal } from '../domain/update-refusal.ts';
import { reasonOf } from '../platform/log.ts';
import { LIST, SIGNATURE } from './signed-list.ts';

/** A publisher's folder, as it is on a stick. */
export interface SignedFolder {
  readonly path: string;
  /** The package that was named; undefined: none. */
  readonly file: string | undefined;
}

/** A stick's packages may lie in a folder of their own below the list. */
const LEVELS_UP = 2;

/** The folder of a package, or the one that was named. @throws {UpdateRefusal} */
export async function folderOf(path: string): Promise<SignedFolder> {
  const found = await stat(path).catch((error) => {
    throw new UpdateRefusal('unreadable', reasonOf(error));
  });
  if (found.isDirectory()) {
    if (await isSigned(path)) return { path, file: undefined };
    throw new UpdateRefusal('unsigned', path);
  }
  let folder = dirname(path);
  for (let level = 0; level <= LEVELS_UP; level++) {
    if (await isSigned(folder)) return { path: folder, file: basename(path) };
    folder = dirname(folder);
  }
  throw new UpdateRefusal('unsigned', dirname(path));
}

/** The one mounted stick that has a signed folder, at its top or one below. @throws {UpdateRefusal} */
export async function findStick(roots: readonly string[]): Promise<SignedFolder> {
  for (const root of roots) {
    for (const folder of await foldersBelow(root, 3)) {
      if (await isSigned(folder)) return { path: folder, file: undefined };
    }
  }
  throw new UpdateRefusal('no-stick', roots.join(', '));
}

/** The list and its signature. @throws {UpdateRefusal} */
export async function readSigned({ path }: SignedFolder) {
  try {
    return { list: await readFile(join(path, LIST)), signature: await readFile(join(path, SIGNATURE)) };
  } catch (error) {
    throw new UpdateRefusal('unreadable', reasonOf(error));
  }
}

async function isSigned(folder: string): Promise<boolean> {
  const names: string[] = await readdir(folder).catch(() => []);
  return names.includes(LIST) && names.includes(SIGNATURE);
}

/** Itself, and those below it: /media/usb, /media/pi/STICK, /media/pi/STICK/checkpoint. */
async function foldersBelow(root: string, levels: number): Promise<string[]> {
  const entries = levels === 0 ? [] : await readdir(root, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
  return [root, ...(await Promise.all(below.map((folder) => foldersBelow(folder, levels - 1)))).flat()];
}
