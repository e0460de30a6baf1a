import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';

/** Where the suite's own stick lies. */
export const STICK = join(REPOSITORY, 'build/stick-on-trial');

const MIRROR = 'http://deb.debian.org/debian';
const SUITE = 'bookworm';

export function say(line: string): void {
  process.stdout.write(`stick: ${line}\n`);
}

/** The least that Debian 12 can be, as a folder: made the first time (a minute), and kept outside the repository. */
export function bareDebian(): string {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'checkpoint-portal');
  const folder = join(cache, `${SUITE}-minbase`);
  if (existsSync(folder)) return folder;
  say(`making a bare Debian ${SUITE}, once`);
  mkdirSync(cache, { recursive: true });
  const unfinished = `${folder}.${process.pid}`;
  // What it mounts ends with it, even if it is ended.
  const words = ['--mount', 'debootstrap', '--variant=minbase', SUITE, unfinished, MIRROR];
  execFileSync('unshare', words, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  renameSync(unfinished, folder);
  return folder;
}
