import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Command = readonly [file: string, ...words: string[]];

const execute = promisify(execFile);

/**
 * What every command of the lab sees. Nothing of the test runner's own environment: its NODE_ENV alone would make
 * Express another program than the one at the checkpoint. A shell opened by `su` lacks the sbin directories.
 */
export function environment(): { PATH: string; LC_ALL: string } {
  return { PATH: `${process.env.PATH ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' };
}

/** What the command printed; rejects with what it complained of. */
export async function run([file, ...words]: Command, input = ''): Promise<string> {
  const running = execute(file, words, { env: environment(), maxBuffer: 16 << 20 });
  // A command that has ended without reading what it was given is judged by its exit code.
  running.child.stdin?.on('error', () => undefined).end(input);
  return (await running).stdout;
}
