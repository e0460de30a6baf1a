import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from './command.ts';

/**
 * What a lab leaves outside its own process: namespaces, the processes in them, and directories. All of it is found again
 * by the lab's name, so whoever comes next can clear up after a lab that was killed.
 */

/** With the process that the lab belongs to. */
const NAME = /^portal-lab-(?<owner>\d+)-[0-9a-f]{6}(?=-|$)/;
const ENDINGS = ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function newLabName(): string {
  return `portal-lab-${process.pid}-${randomBytes(3).toString('hex')}`;
}

export function labDirectory(lab: string): string {
  return join(tmpdir(), lab);
}

/** Ends and removes everything of the lab. Synchronous, because it also runs while the process exits. */
export function demolish(lab: string): void {
  for (const namespace of listDirectory('/run/netns').filter((name) => name.startsWith(`${lab}-`))) {
    for (const pid of ip('netns', 'pids', namespace).split('\n').filter(Boolean)) kill(Number(pid));
    ip('netns', 'delete', namespace);
    rmSync(`/etc/netns/${namespace}`, { recursive: true, force: true });
  }
  spawnSync('umount', ['--lazy', join(labDirectory(lab), 'run')], { env: environment() });
  // A dying browser may still write its profile.
  rmSync(labDirectory(lab), { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}

/** Demolishes the lab when this process ends in whatever way it can notice; returns how to call that off. */
export function demolishAtExit(lab: string): () => void {
  const end = (reason: unknown) => {
    callOff();
    demolish(lab);
    if (typeof reason === 'string') process.kill(process.pid, reason);
  };
  const callOff = () => {
    for (const ending of ENDINGS) process.removeListener(ending, end);
  };
  for (const ending of ENDINGS) process.once(ending, end);
  return callOff;
}

/** Clears away the labs whose process was killed before it could. */
export function sweep(): void {
  for (const name of [...listDirectory('/run/netns'), ...listDirectory(tmpdir())]) {
    const [lab, owner] = NAME.exec(name) ?? [];
    if (lab && !isRunning(Number(owner))) demolish(lab);
  }
}

function ip(...words: string[]): string {
  return spawnSync('ip', words, { env: environment(), encoding: 'utf8' }).stdout;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function listDirectory(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
