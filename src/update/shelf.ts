import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Installed, Offer } from '../domain/update.ts';
import { UpdateRefusal } from '../domain/update-refusal.ts';
import { reasonOf } from '../platform/log.ts';
import { isWhole } from './dpkg.ts';

/** The packages that the box keeps: the running version's, as the way back, and the one that comes. */
export interface Shelf {
  /** The running version's package. @throws {UpdateRefusal} where there is none, or a damaged one. */
  wayBack(installed: Installed): Promise<string>;
  /** Where a package is while it comes: named by what it must be, so that what is there of it can be gone on with. */
  partOf(offer: Offer): string;
  /** A package that is there already, as it should be. */
  has(offer: Offer): Promise<boolean>;
  /** Keeps what has come, if it is what was signed for; else it is removed. @throws {UpdateRefusal} */
  keep(offer: Offer): Promise<string>;
  /** Removes all but these. */
  clear(kept: readonly string[]): Promise<void>;
}

export function createShelf(folder: string): Shelf {
  const fileOf = (offer: Offer) => join(folder, basename(offer.path));
  const partOf = (offer: Offer) => `${fileOf(offer)}.${offer.sha256.slice(0, 12)}.part`;
  return {
    partOf,
    async wayBack(installed) {
      const { version, architecture } = installed;
      const file = join(folder, `checkpoint-portal_${version}_${architecture}.deb`);
      if (await isWhole(file, installed)) return file;
      throw new UpdateRefusal('no-way-back', basename(file));
    },
    has: async (offer) => (await hashOf(fileOf(offer)).catch(() => '')) === offer.sha256,
    async keep(offer) {
      const [part, file] = [partOf(offer), fileOf(offer)];
      if ((await hashOf(part)) !== offer.sha256) {
        await rm(part, { force: true });
        throw new UpdateRefusal('altered', basename(file));
      }
      await flush(part);
      await rename(part, file);
      await flush(folder);
      return file;
    },
    async clear(kept) {
      const names = await readdir(folder).catch(() => []);
      const others = names.map((name) => join(folder, name)).filter((file) => !kept.includes(file));
      // Only what is ours by its name: the folder may hold what somebody has put there.
      const ours = others.filter((file) => /^checkpoint-portal_.*\.(deb|part)$/.test(basename(file)));
      await Promise.all(ours.map((file) => rm(file, { force: true })));
    },
  };
}

/** What a file is, by its bytes. @throws {UpdateRefusal} where it cannot be read. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new UpdateRefusal('unreadable', reasonOf(error));
  }
  return hash.digest('hex');
}

export async function bytesOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

async function flush(path: string): Promise<void> {
  const opened = await open(path, 'r');
  await opened.sync().finally(() => opened.close());
}
