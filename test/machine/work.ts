import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Command, environment } from '../lab/command.ts';

export interface Watching {
  /** The command and all that it started end by then. */
  readonly seconds: number;
  readonly onLine?: (line: string) => void;
}

/** Runs a long command, handing on what it prints line by line. Rejects with its last words. */
export function work(command: Command, { seconds, onLine }: Watching): Promise<void> {
  const words = ['--kill-after=5', String(seconds), ...command];
  const child = spawn('timeout', words, { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      last.push(line);
      if (last.length > 20) last.shift();
      if (stream === child.stdout) onLine?.(line);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const why = code === 124 || code === 137 ? `was not done within ${seconds} s` : `ended with ${code}`;
      reject(new Error(`${command.join(' ')} ${why}\n${last.join('\n')}`));
    });
  });
}
