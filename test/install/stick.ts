import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../lab/command.ts';

/** A USB stick as it is bought, with what is in the folder on it and one file more, as a file. */
export async function makeStick([folder, further]: [string, string], file: string): Promise<string> {
  const [kilobytes = ''] = (await run(['du', '-sk', '--apparent-size', folder])).split('\t');
  const unfinished = `${file}.unfinished`;
  // Long names and clusters take room too.
  const megabytes = Math.ceil((Number(kilobytes) / 1024) * 1.1) + 64;
  await run(['rm', '-f', unfinished]);
  await run(['truncate', '-s', `${megabytes}M`, unfinished]);
  await run(['mkfs.vfat', '-F', '32', '-n', 'CHECKPOINT', unfinished]);
  const parts = (await readdir(folder)).map((name) => join(folder, name));
  if (parts.length === 0) throw new Error(`${folder} is empty`);
  await run(['mcopy', '-s', '-Q', '-i', unfinished, ...parts, further, '::']);
  await rename(unfinished, file);
  return file;
}
