import { APPLIED, CONFIG, JOURNAL } from '../domain/config-files.ts';
import { type Change, changesBetween, type Files } from './files.ts';
import { type Command, commandsFor } from './needs.ts';
import type { Machine } from './ports.ts';

/** A config, and the system files that it makes. */
export interface Wanted {
  readonly config: string;
  readonly files: Files;
}

export interface Plan {
  readonly config: string;
  /** What is on the disk. */
  readonly now: Files;
  /** What the programs ran by before: not the same after an apply that was cut off, or where somebody has edited the config in its place. */
  readonly before: Files;
  readonly after: Files;
  readonly changes: readonly Change[];
  readonly commands: readonly Command[];
}

/** What there is to do; writes nothing. */
export async function planFor(machine: Pick<Machine, 'read'>, { config, files }: Wanted): Promise<Plan> {
  const after: Files = { ...files, [CONFIG]: config, [APPLIED]: config };
  const now: Record<string, string | undefined> = {};
  for (const file of Object.keys(after)) now[file] = await machine.read(file);
  const cutOff = await machine.read(JOURNAL);
  const before: Files = { ...now, [CONFIG]: now[APPLIED] ?? now[CONFIG], ...parseJournal(cutOff) };
  const differing = changesBetween([now, before], after);
  // The files are as they were, but what was to run by them may not: all is done.
  const isHalf = differing.length === 0 && cutOff !== undefined;
  const changes = isHalf ? changesBetween([{}], after) : differing;
  return { config, now, before, after, changes, commands: commandsFor(changes) };
}

/** JSON has no undefined: a file that was not there is null. */
export function formatJournal(before: Files): string {
  return JSON.stringify(before, (_, text) => text ?? null);
}

function parseJournal(text: string | undefined): Files {
  const entries = Object.entries(JSON.parse(text ?? '{}') as Record<string, string | null>);
  return Object.fromEntries(entries.map(([file, was]) => [file, was ?? undefined]));
}
