import { statfs } from 'node:fs/promises';
import { UpdateRefusal } from '../domain/update-refusal.ts';

/** What logs and dpkg's own lists want beside it. */
const MARGIN = 16 * 1024 * 1024;

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** As if all places were on one disk, as they are on a card. @throws {UpdateRefusal} */
export async function needSpace(bytes: number, folders: readonly string[]): Promise<void> {
  const needed = bytes + MARGIN;
  for (const folder of folders) {
    const free = await freeBytes(folder);
    if (free < needed)
      throw new UpdateRefusal('space', `${folder}: ${inMega(free)} MB < ${inMega(needed)} MB`);
  }
}

function inMega(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
