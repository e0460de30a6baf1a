import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../doubles.ts';

const SECTOR_BYTES = 512;

export interface Card {
  readonly folder: string;
  /** What its device was given to write, the file system's own blocks and its journal among it. */
  writtenBytes(): number;
}

/**
 * A card of the test's own, with a file system as an image for boards has it: on another one, without a journal or with large pages in the
 * cache, the kernel adds to a program's account what comes from that, and from everybody else who writes there. Only root can have one.
 */
export function insertCard(): Card {
  const image = join(temporaryFolder(), 'image');
  const folder = join(temporaryFolder(), 'card');
  mkdirSync(folder);
  writeFileSync(image, '');
  execFileSync('truncate', ['--size=64M', image]);
  execFileSync('mkfs.ext4', ['-q', image]);
  const device = execFileSync('losetup', ['--find', '--show', image], { encoding: 'utf8' }).trim();
  execFileSync('mount', ['-o', 'noatime', device, folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
    execFileSync('losetup', ['--detach', device]);
  });
  return {
    folder,
    writtenBytes() {
      execFileSync('sync', ['--file-system', folder]);
      // Its seventh figure (Documentation/block/stat.rst).
      const figures = readFileSync(device.replace('/dev/', '/sys/block/').concat('/stat'), 'utf8');
      return Number(figures.trim().split(/\s+/)[6]) * SECTOR_BYTES;
    },
  };
}

/** What the kernel has to bring to a disk for this program (`write_bytes` of proc(5)). */
export function writtenBytesOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/io`, 'utf8').match(/^write_bytes: (\d+)$/m)?.[1]);
}
