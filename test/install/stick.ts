import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../lab/command.ts';

/** A USB stick as it is bought, with these files and folders on it, as a file. Returns where that is. */
export async function makeStick(parts: readonly string[], file: string): Promise<string> {
  const sizes = await run(['du', '-sk', '--apparent-size', ...parts]);
  const kilobytes = sizes.split('\n').reduce((sum, line) => sum + Number.parseInt(line || '0', 10), 0);
  const unfinished = `${file}.unfinished`;
  // Long names and clusters take room too.
  const megabytes = Math.ceil((kilobytes / 1024) * 1.1) + 64;
  await run(['rm', '-f', unfinished]);
  await run(['truncate', '-s', `${megabytes}M`, unfinished]);
  await run(['mkfs.vfat', '-F', '32', '-n', 'CHECKPOINT', unfinished]);
  await run(['mcopy', '-s', '-Q', '-i', unfinished, ...parts, '::']);
  await rename(unfinished, file);
  return file;
}

/** What lies in a folder. */
export async function partsOf(folder: string): Promise<readonly string[]> {
  const parts = (await readdir(folder)).map((name) => join(folder, name));
  if (parts.length === 0) throw new Error(`${folder} is empty`);
  return parts;
}
