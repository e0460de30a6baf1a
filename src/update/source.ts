import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Offer } from '../domain/update.ts';
import { UpdateRefusal } from '../domain/update-refusal.ts';
import { reasonOf } from '../platform/log.ts';
import { type Download, download } from './download.ts';
import { readSigned, type SignedFolder } from './folder.ts';
import { bytesOf } from './shelf.ts';
import { LIST, SIGNATURE } from './signed-list.ts';

/** Where a publisher's folder is: on a stick, or at an https address; it is the same folder. */
export interface Source {
  /** The one package that was asked for; undefined: the newest. */
  readonly file: string | undefined;
  /** Whether somebody on the way could hand out an old list. */
  readonly isFar: boolean;
  /** @throws {UpdateRefusal} */
  read(): Promise<{ readonly list: Buffer; readonly signature: Buffer }>;
  /** How many bytes it has, where that is known before it is here. */
  sizeOf(offer: Offer): Promise<number>;
  /** @throws {UpdateRefusal} where it does not come. */
  bring(offer: Offer, target: string, bytesAtMost: number): Promise<void>;
}

export function stickSource(folder: SignedFolder): Source {
  return {
    file: folder.file,
    isFar: false,
    read: () => readSigned(folder),
    sizeOf: (offer) => bytesOf(join(folder.path, offer.path)),
    async bring(offer, target, bytesAtMost) {
      const file = join(folder.path, offer.path);
      // A device or a link to one would fill the card before its sum could be told.
      const isPackage = await stat(file).then(
        (found) => found.isFile() && found.size <= bytesAtMost,
        cannotRead,
      );
      if (!isPackage) throw new UpdateRefusal('altered', offer.path);
      await copyFile(file, target).catch(cannotRead);
    },
  };
}

export interface Hub extends Omit<Download, 'url' | 'target' | 'bytesAtMost'> {
  /** The folder's address. */
  readonly url: string;
  /** Fetches a file of some kilobytes. */
  readonly fetchSmall: (url: string) => Promise<Buffer>;
}

export function hubSource({ url, fetchSmall, ...pace }: Hub): Source {
  const folder = url.endsWith('/') ? url : `${url}/`;
  const small = (name: string) =>
    fetchSmall(folder + name).catch((error) => {
      throw new UpdateRefusal('unreadable', `${folder}${name}: ${reasonOf(error)}`);
    });
  return {
    file: undefined,
    isFar: true,
    read: async () => ({ list: await small(LIST), signature: await small(SIGNATURE) }),
    sizeOf: async () => 0,
    bring: (offer, target, bytesAtMost) =>
      download({ ...pace, url: folder + offer.path, target, bytesAtMost }).catch((error) => {
        throw new UpdateRefusal('unreadable', reasonOf(error));
      }),
  };
}

function cannotRead(error: unknown): never {
  throw new UpdateRefusal('unreadable', reasonOf(error));
}
