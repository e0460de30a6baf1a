import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../lab/build.ts';
import { installTools } from '../lab/tools.ts';
import { bareDebian, STICK, say } from './bare.ts';

const TOOLS = { debootstrap: 'debootstrap', dpkg: 'dpkg', unshare: 'util-linux' };

/** Once before all: the stick is made, and the Debian that it is tried on. */
export async function setup(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error('A box is made of packages, and only root on Debian can do that: run this with sudo');
  }
  await installTools(say, TOOLS);
  const words = ['--silent', 'run', 'bundle', '--', '--out', STICK];
  execFileSync('npm', words, { cwd: REPOSITORY, stdio: 'inherit' });
  bareDebian();
}
