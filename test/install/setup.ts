import { execFileSync } from 'node:child_process';
import { buildLab, REPOSITORY } from '../lab/build.ts';
import { installTools } from '../lab/tools.ts';
import { sayer } from '../machine/say.ts';

const say = sayer('install');

const TOOLS = {
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-system-aarch64': 'qemu-system-arm',
  'qemu-aarch64-static': 'qemu-user-static',
  debootstrap: 'debootstrap',
  mke2fs: 'e2fsprogs',
  'mkfs.vfat': 'dosfstools',
  mcopy: 'mtools',
  openssl: 'openssl',
};

/** Once before all: the programs of the trial are built, and the machine has its emulators. */
export async function setup(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error('A machine is made of packages, and only root on Debian can do that: run this with sudo');
  }
  await Promise.all([buildLab(), installTools(say, TOOLS)]);
  const words = ['node_modules/typescript/bin/tsc', '-p', 'test/install'];
  execFileSync(process.execPath, words, { cwd: REPOSITORY, stdio: 'inherit' });
}
