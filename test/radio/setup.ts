import { execFileSync } from 'node:child_process';
import { buildLab, REPOSITORY } from '../lab/build.ts';
import { installTools } from '../lab/tools.ts';
import { sayer } from '../machine/say.ts';

const say = sayer('radio');

const TOOLS = {
  'qemu-system-x86_64': 'qemu-system-x86',
  debootstrap: 'debootstrap',
  mke2fs: 'e2fsprogs',
  openssl: 'openssl',
};

/** Once before all: our programs and those of the trial are built, and the machine has its emulator. */
export async function setup(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error('A machine is made of packages, and only root on Debian can do that: run this with sudo');
  }
  for (const project of ['src', 'test/radio']) {
    const words = ['node_modules/typescript/bin/tsc', '-p', project];
    execFileSync(process.execPath, words, { cwd: REPOSITORY, stdio: 'inherit' });
  }
  await Promise.all([buildLab(), installTools(say, TOOLS)]);
}
