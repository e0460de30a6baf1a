import type { DoctorReport } from '../domain/finding.ts';
import type { Command } from './needs.ts';

/** What applying a config may touch of the machine. */
export interface Machine {
  /** Whether systemd runs it; false for one that is only a folder: there is nothing to restart. */
  readonly runs: boolean;
  /** The file's text; undefined where there is none. */
  read(file: string): Promise<string | undefined>;
  /** Resolves when it is on the disk, whole; makes the folders around it. */
  write(file: string, text: string): Promise<void>;
  /** Resolves at once where there is none. */
  remove(file: string): Promise<void>;
  /** Rejects where the command fails. */
  run(command: Command): Promise<void>;
  /** Resolves before its time when `ending` is aborted. */
  pause(ms: number, ending: AbortSignal): Promise<void>;
}

/** How the checkpoint is that this config describes. */
export interface Health {
  /** Whether the portal answers now. */
  answers(config: string): Promise<boolean>;
  /** What the doctor finds; undefined where this version cannot read the config. */
  examine(config: string): Promise<DoctorReport | undefined>;
  /** Whether both configs have their networks on the same interfaces. */
  sameLinks(one: string, other: string): boolean;
}
