import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readPrivateKey } from '../../src/platform/ed25519.ts';
import { REPOSITORY } from '../lab/build.ts';
import type { Architecture } from '../machine/debian.ts';
import { renumber } from '../package/build.ts';
import { publish } from '../update/publisher.ts';
import { makeStick, partsOf } from './stick.ts';

/** In the main program, before all else: the portal falls at its start, and whatever else there is works. */
const SICK = "if (process.argv[2] === 'portal') process.exit(70);\n";

/** The key that `npm run bundle` signs with, unless another is named. */
const KEY = process.env.KEY ?? join(REPOSITORY, 'build/publisher.pem');

/** A stick, signed as the bundle is, with 98.0.0, whose portal falls, and 99.0.0, which is the bundle's own. Returns where it is. */
export async function makeUpdates(deb: string, architecture: Architecture, place: string): Promise<string> {
  const folder = join(place, 'updates');
  await mkdir(folder);
  const packages: string[] = [];
  for (const [number, change] of [
    ['98.0.0', makeSick],
    ['99.0.0', () => {}],
  ] as const) {
    const made = renumber(deb, number, change);
    const named = join(dirname(made), `checkpoint-portal_${number}_${architecture}.deb`);
    await rename(made, named);
    packages.push(named);
  }
  const files = publish(packages, readPrivateKey(await readFile(KEY)));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  for (const file of packages) await rm(dirname(file), { recursive: true });
  return makeStick(await partsOf(folder), `${folder}.stick`);
}

function makeSick(tree: string): void {
  const file = join(tree, 'usr/lib/checkpoint-portal/dist/main.js');
  writeFileSync(file, SICK + readFileSync(file, 'utf8'));
}
