import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../lab/build.ts';

/** Once before all: the command is built, as it is run on each box. Of tools it needs only what every Debian has. */
export function setup(): void {
  if (process.getuid?.() !== 0)
    throw new Error('A whole Debian is laid over this one, which only root may do: run this with sudo');
  const words = ['node_modules/typescript/bin/tsc', '-p', 'src'];
  execFileSync(process.execPath, words, { cwd: REPOSITORY, stdio: 'inherit' });
}
