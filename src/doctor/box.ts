import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Signals } from '../domain/uplink.ts';

/** The machine as the doctor sees it: all that a check may touch of the world. */
export interface Box {
  readonly checkpoint: Checkpoint;
  /** The package's. */
  readonly version: string;
  /** Node's, as `20.20.2`. */
  readonly node: string;
  /** Where the checkpoint is described. */
  readonly configFile: string;
  /** The system files as the config would have them now, by their places without the first slash; undefined: none is to be there. */
  readonly systemFiles: Readonly<Record<string, string | undefined>>;
  /**
   * Runs a program without a shell, in the C locale, and resolves to what it said, however it ended.
   * `code` is undefined where it is not installed, or was ended after `timeoutMs` (5,000 unless told).
   */
  run(command: string, args?: readonly string[], options?: RunOptions): Promise<Said>;
  /** The text of a file of the system; undefined where there is none, or it may not be read. */
  read(path: string): Promise<string | undefined>;
  /** The names in a folder; empty where there is none. */
  list(path: string): Promise<readonly string[]>;
  /** Asks the running portal on its control socket, as `/status`; rejects where it does not run. */
  ask(
    path: string,
    question?: { readonly method?: 'GET' | 'POST'; readonly body?: unknown },
  ): Promise<unknown>;
  /** The way to the internet as the portal looks at it, DNS and HTTP too: some 1 kB, and up to 3 s where nobody answers. */
  uplink(): Promise<Signals>;
  /** The IPv4 addresses that a name server gives for a name; rejects where it does not answer within 2 s, or knows none. */
  resolve(name: string, server: string): Promise<readonly string[]>;
  epochMs(): number;
  /** Milliseconds that never go backwards. */
  monotonicMs(): number;
}

export interface RunOptions {
  readonly input?: string;
  readonly timeoutMs?: number;
}

export interface Said {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}
