import type { Text } from './text.ts';

/** Green: well. Yellow: it works, and could soon not, or not for all. Red: travelers or the district go without. */
export const LEVELS = ['green', 'yellow', 'red'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that a check has found, in the words of a technician. */
export interface Finding {
  readonly level: Level;
  /** Its word in the check's table of faults: the same whatever was measured. */
  readonly fault?: string;
  /** What is there, as measured: "the pool has 12 of 240 addresses left". */
  readonly what: Text;
  /** What it means for travelers, or the district; every finding that is not green has it. */
  readonly meaning?: Text;
  /** What to do; every finding that is not green has it. */
  readonly remedy?: Text;
  /** A command that shows whether it is mended; undefined: `checkpoint-portal doctor ID`. */
  readonly again?: string;
}

/** What one check found. */
export interface CheckReport {
  /** As in `checkpoint-portal doctor ID`. */
  readonly id: string;
  readonly name: Text;
  /** The worst of its findings. */
  readonly level: Level;
  readonly findings: readonly Finding[];
  readonly tookMs: number;
}

/** One round of the doctor. Nothing in it names a phone. */
export interface DoctorReport {
  readonly checkpoint: string;
  readonly version: string;
  readonly epochMs: number;
  /** By the machine's monotonic clock: how old the report is, whatever the wall clock does since. */
  readonly monotonicMs: number;
  readonly level: Level;
  readonly checks: readonly CheckReport[];
}

/** The worst of them; green where there are none. */
export function worstOf(levels: readonly Level[]): Level {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'green';
}
