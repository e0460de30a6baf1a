import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';
import { run } from '../lab/command.ts';
import type { Architecture } from '../machine/debian.ts';
import { sayer } from '../machine/say.ts';
import { work } from '../machine/work.ts';
import { makeStick, partsOf } from './stick.ts';

const say = sayer('install');

export interface Bundled {
  /** A file: a USB stick with FAT32, without partitions. */
  readonly stick: string;
  /** Our package on it. */
  readonly deb: string;
  /** Our package's own `bin/node` and `node_modules`, for the trial to run with. */
  readonly programs: string;
}

/** What a technician carries: the stick as the repository makes it, and the answers. `BUNDLE=` names a folder made before. */
export async function bundle(architecture: Architecture, place: string, answers: string): Promise<Bundled> {
  const folder = process.env.BUNDLE ?? (await makeBundle(architecture, join(place, 'usb')));
  const files = await readdir(folder, { recursive: true });
  const deb = files.find((file) => /checkpoint-portal_[^/]*\.deb$/.test(file) && file.includes(architecture));
  if (!deb) throw new Error(`${folder} has no package for ${architecture}`);
  await run(['dpkg-deb', '-x', join(folder, deb), join(place, 'package')]);
  const written = join(place, 'answers');
  await writeFile(written, answers);
  const stick = await makeStick([...(await partsOf(folder)), written], join(place, 'stick'));
  return { stick, deb: join(folder, deb), programs: join(place, 'package/usr/lib/checkpoint-portal') };
}

async function makeBundle(architecture: Architecture, out: string): Promise<string> {
  for (const words of [
    ['package', '--', architecture],
    ['bundle', '--', '--arch', architecture, '--out', out],
  ]) {
    const command = ['npm', '--prefix', REPOSITORY, 'run', '--silent', ...words] as const;
    await work(command, { seconds: 1800, onLine: say });
  }
  return out;
}
