import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareVersions } from '../domain/debian-version.ts';
import { chooseOffer, type Installed, newestIn, type Offer } from '../domain/update.ts';
import { UpdateRefusal } from '../domain/update-refusal.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { readInstalled, readSize } from './dpkg.ts';
import type { Places } from './places.ts';
import { bytesOf, createShelf } from './shelf.ts';
import { openList, readPublisher } from './signed-list.ts';
import type { Source } from './source.ts';
import { freeBytes, needSpace } from './space.ts';
import { stepOf } from './swap.ts';

export interface Order {
  readonly source: Source;
  readonly places: Places;
  readonly ledger: string;
  readonly mayGoBack: boolean;
}

/** What may be installed, and what is there now. */
export interface Choice {
  readonly installed: Installed;
  readonly offer: Offer;
  /** The running version's package. */
  readonly oldFile: string;
}

/** Looks at all that can be told before anything is brought here, and changes nothing. @throws {UpdateRefusal} */
export async function choose({ source, places, mayGoBack }: Order): Promise<Choice> {
  if ((await stepOf(places)) !== undefined) throw new UpdateRefusal('under-way');
  const publisher = await readPublisher(places.key);
  const offers = openList(await source.read(), publisher);
  const installed = await readInstalled();
  if (source.isFar && !mayGoBack) await refuseOldList(offers, places);
  const offer = chooseOffer(offers, { installed, file: source.file, mayGoBack });
  return { installed, offer, oldFile: await createShelf(places.packages).wayBack(installed) };
}

/** Brings the package here and looks at it: all that `stage` needs. Resolves to where it is. @throws {UpdateRefusal} */
export async function bring({ source, places, ledger }: Order, { offer, oldFile }: Choice): Promise<string> {
  const shelf = createShelf(places.packages);
  for (const folder of [places.packages, places.work]) makeFolder(folder, 0o755);
  const part = shelf.partOf(offer);
  const disks = [places.packages, places.work, '/usr'];
  const file = join(places.packages, basename(offer.path));
  await shelf.clear([oldFile, part, file]);
  await needSpace(await source.sizeOf(offer), disks);
  if (!(await shelf.has(offer))) {
    // What is kept for later is not what this may take.
    await source.bring(offer, part, (await freeBytes(places.packages)) / 2 + (await bytesOf(part)));
    await shelf.keep(offer);
  }
  await needSpace((await readSize(file, offer)) + (await bytesOf(ledger)), disks);
  if (source.isFar) await replaceFile(newestFile(places), Buffer.from(`${offer.version}\n`), 0o644);
  return file;
}

/** A list that is signed and old would keep a box from what has been mended since. */
async function refuseOldList(offers: readonly Offer[], places: Places): Promise<void> {
  const seen = (await readFile(newestFile(places), 'utf8').catch(() => '')).trim();
  const newest = newestIn(offers);
  if (seen !== '' && newest !== undefined && compareVersions(newest, seen) < 0)
    throw new UpdateRefusal('old-list', `${newest} < ${seen}`);
}

function newestFile({ work }: Places): string {
  return join(work, 'newest');
}
