import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../lab/build.ts';
import { installTools } from '../lab/tools.ts';
import { sayer } from '../machine/say.ts';

const say = sayer('power');

const TOOLS = { 'qemu-system-x86_64': 'qemu-system-x86', busybox: 'busybox', mke2fs: 'e2fsprogs' };

/** Once before all: the portal and what runs beside it in the machine are built, and there is an emulator. */
export async function setup(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error(
      'The machine is made of packages, and only root on Debian can fetch them: run this with sudo',
    );
  }
  for (const project of ['src', 'test/power']) {
    const words = ['node_modules/typescript/bin/tsc', '-p', project];
    execFileSync(process.execPath, words, { cwd: REPOSITORY, stdio: 'inherit' });
  }
  await installTools(say, TOOLS);
}
