import { installTools } from '../lab/tools.ts';
import { say } from './say.ts';

const TOOLS = {
  debootstrap: 'debootstrap',
  lintian: 'lintian',
  'qemu-aarch64-static': 'qemu-user-static',
  make: 'make',
  python3: 'python3',
  'x86_64-linux-gnu-g++': 'g++',
  'aarch64-linux-gnu-g++': 'g++-aarch64-linux-gnu',
  man: 'man-db',
};

/** Once before all: what builds a package for both machines, and what tries it. */
export async function setup(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error(
      'Packages are installed in a Debian of their own, which only root can make: run this with sudo',
    );
  }
  await installTools(say, TOOLS);
}
