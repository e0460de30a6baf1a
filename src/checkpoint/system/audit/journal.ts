import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { UNITS } from '../../../domain/rules/names.ts';

/** What journald has kept of our units, as it comes. */
export interface Journal {
  readonly lines: Readable;
  /** Whether there is a journal that may be read; known when its lines have ended. */
  readonly isThere: Promise<boolean>;
}

export function readJournal(command = 'journalctl'): Journal {
  const units = UNITS.map((unit) => `--unit=${unit}`);
  const child = spawn(command, ['--no-pager', '--quiet', '--output=cat', ...units], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const isThere = once(child, 'close').then(
    ([code]) => code === 0,
    () => false,
  );
  return { lines: child.stdout, isThere };
}
