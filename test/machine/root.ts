import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { work } from './work.ts';

/** Puts a file where it belongs under `root`. */
export async function put(root: string, name: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text, { mode });
}

export interface RootParts {
  /** Folders that lie over each other, the uppermost first; the last is a Debian. */
  readonly layers: readonly [string, ...string[]];
  /** The same, to lie within it. */
  readonly within?: { readonly place: string; readonly layers: readonly [string, ...string[]] };
  /** A file to be made. */
  readonly disk: string;
  readonly size: string;
  /** What is done to it first, as a shell script; it lies at `$ROOT`. */
  readonly script: string;
  /** Of mke2fs. */
  readonly options?: string;
}

/** Makes a file system of it. The mounts end with their namespace; only the file stays. */
export async function makeRoot({ layers, within, disk, size, script, options = '' }: RootParts) {
  const place = `${disk}.parts`;
  const lay = (name: string, lowers: readonly string[], where: string) => `
mkdir -p "${place}/${name}.upper" "${place}/${name}.work" "${where}"
mount -t overlay none -o "lowerdir=${lowers.join(':')},upperdir=${place}/${name}.upper,workdir=${place}/${name}.work" "${where}"`;
  const whole = `set -e
ROOT="${place}/root"
${lay('root', layers, '$ROOT')}
${within ? lay('within', within.layers, `$ROOT/${within.place}`) : ''}
${script}
chmod 755 "$ROOT"
mke2fs -q -t ext4 ${options} -d "$ROOT" "${disk}" ${size}`;
  await work(['unshare', '--mount', 'sh', '-c', `${whole}\n`], { seconds: 300 });
  await work(['rm', '-rf', place], { seconds: 60 });
}
