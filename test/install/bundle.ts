import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';
import { run } from '../lab/command.ts';
import type { Architecture } from '../machine/debian.ts';
import { sayer } from '../machine/say.ts';
import { work } from '../machine/work.ts';
import { makeStick } from './stick.ts';

const say = sayer('install');
/** What `npm run bundle` makes; another folder like it by `BUNDLE=`. */
const BUNDLE = process.env.BUNDLE ?? join(REPOSITORY, 'build/stick');

export interface Bundled {
  /** A file: a USB stick with FAT32, without partitions. */
  readonly stick: string;
  /** Our package's own `bin/node` and `node_modules`, for the trial to run with. */
  readonly programs: string;
}

/** What a technician carries: the stick as the repository makes it, and the answers. */
export async function bundle(architecture: Architecture, place: string, answers: string): Promise<Bundled> {
  if (process.env.BUNDLE === undefined) {
    say('making what is on the stick');
    await work(['npm', '--prefix', REPOSITORY, 'run', 'bundle'], { seconds: 1800, onLine: say });
  }
  const files = await readdir(BUNDLE, { recursive: true });
  const deb = files.find((file) => /checkpoint-portal_[^/]*\.deb$/.test(file) && file.includes(architecture));
  if (!deb) throw new Error(`${BUNDLE} has no package for ${architecture}`);
  await run(['dpkg-deb', '-x', join(BUNDLE, deb), join(place, 'package')]);
  const written = join(place, 'answers');
  await writeFile(written, answers);
  const stick = await makeStick([BUNDLE, written], join(place, 'stick'));
  return { stick, programs: join(place, 'package/usr/lib/checkpoint-portal') };
}
