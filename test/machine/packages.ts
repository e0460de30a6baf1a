import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';

/** The packages that the program runs with, and none that only its tests need. */
export async function copyPackages(to: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(REPOSITORY, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  const wanted = Object.entries(lock.packages).filter(([name, { dev }]) => name && !dev);
  for (const [name] of wanted) {
    await cp(join(REPOSITORY, name), join(to, name), { recursive: true, force: true }).catch(ignoreMissing);
  }
}

/** Packages for other platforms stand in the lock file and nowhere else. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
