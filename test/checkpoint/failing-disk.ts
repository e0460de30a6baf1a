import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../doubles.ts';

/** A disk of this test's own that can be made to fail and to work again, by the kernel's own means. */
export interface FailingDisk {
  /** Where it is mounted. */
  readonly folder: string;
  fail(): void;
  mend(): void;
}

/** Any file can grow no more. */
export function fullDisk(): FailingDisk {
  const folder = mountPoint('disk');
  mount('-t', 'tmpfs', '-o', 'size=1m', 'none', folder);
  return { folder, fail: () => fill(folder), mend: () => rmSync(join(folder, 'filler')) };
}

/** A card whose blocks cannot be written: the image that stands for it has holes, and no room to fill them. The kernel says EIO. */
export function brokenCard(): FailingDisk {
  const back = mountPoint('back');
  mount('-t', 'tmpfs', '-o', 'size=4m', 'none', back);
  const folder = mountPoint('card');
  const image = makeImage(back, 16);
  mount('-o', 'loop,errors=continue', image, folder);
  return {
    folder,
    fail: () => fill(back),
    mend: () => rmSync(join(back, 'filler')),
  };
}

/** A card that the kernel has made read-only after an error, and that is pulled, checked and put in again: what is open stays with the old device. */
export function readOnlyCard(): FailingDisk {
  const image = makeImage(temporaryFolder(), 8);
  const folder = mountPoint('card');
  mount('-o', 'errors=remount-ro', attach(image), folder);
  return {
    folder,
    fail() {
      const device = execFileSync('findmnt', ['-no', 'SOURCE', folder], { encoding: 'utf8' }).trim();
      writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, '1');
    },
    mend() {
      umount(folder);
      // Ends with 1 where it has mended something.
      spawnSync('e2fsck', ['-fy', image]);
      mount(attach(image), folder);
    },
  };
}

/** A card that is not there when the portal starts. */
export function lateCard(): FailingDisk {
  const image = makeImage(temporaryFolder(), 8);
  const folder = mountPoint('card');
  const fail = () => mount('-o', 'loop,ro', image, folder);
  fail();
  return {
    folder,
    fail,
    mend() {
      umount(folder);
      mount('-o', 'loop', image, folder);
    },
  };
}

function fill(folder: string): void {
  const file = openSync(join(folder, 'filler'), 'w');
  try {
    for (const bytes of [65_536, 4096, 512, 1]) {
      const block = Buffer.alloc(bytes, 1);
      while (takes(file, block));
    }
  } finally {
    closeSync(file);
  }
}

function takes(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) > 0;
  } catch {
    return false;
  }
}

function makeImage(folder: string, megabytes: number): string {
  const image = join(folder, 'image');
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  execFileSync('mkfs.ext4', ['-q', '-O', '^has_journal', image]);
  return image;
}

/** Another device each time, which goes when nobody uses it any more. */
function attach(image: string): string {
  const device = execFileSync('losetup', ['--find', '--show', image], { encoding: 'utf8' }).trim();
  onTestFinished(() => void execFileSync('losetup', ['--detach', device]));
  return device;
}

function mountPoint(name: string): string {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  onTestFinished(() => umount(folder));
  return folder;
}

function mount(...words: string[]): void {
  execFileSync('mount', words);
}

/** At once, though files may be open on it. */
function umount(folder: string): void {
  execFileSync('umount', ['--lazy', folder]);
}
