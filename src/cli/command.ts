import type { Text, Tongue } from '../domain/text.ts';
import type { Supervisor } from '../platform/supervisor.ts';

/** What a command may touch of the world outside: everything else it gets from the config. */
export interface Context {
  /** The package's folder, with `views/`, `static/` and `deploy/` in it. */
  readonly root: string;
  /** The package's. */
  readonly version: string;
  readonly tongue: Tongue;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether standard error goes to journald, which reads `<n>` levels. */
  readonly journal: boolean;
  /** Undefined where nobody waits for the program, or watches it. */
  readonly supervisor?: Supervisor | undefined;
  /**
   * Aborted when the program is asked to end. Whoever asks for it looks at it: from then on a signal does nothing else, while before it ends
   * the program at once, as it does any other.
   */
  readonly ending: () => AbortSignal;
}

export interface Output {
  write(text: string): unknown;
  /** A person looks at it, who likes colours and is told what goes on. */
  readonly isTTY?: boolean;
}

export interface Option {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help, as `FILE`. */
  readonly value?: string;
  /** Whether the command cannot do without it: the help's first line has it then. */
  readonly needed?: true;
  readonly text: Text;
}

export interface Arguments {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command: a file, and a line in `commands.ts`. */
export interface Command {
  /** As it is typed, one or two words. */
  readonly name: string;
  /** Names of the positional arguments, for the help; exactly so many are taken, those in brackets may be missing; `[FILE...]` is any number. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly text: Text;
  /** Resolves to the exit status. */
  run(context: Context, args: Arguments): Promise<number>;
}

export const EXIT = { good: 0, fault: 1, usage: 2, config: 78 } as const;

/** A fault that is told to the technician as it stands, with the exit status it ends in. */
export class CommandFault extends Error {
  readonly text: Text;
  readonly status: number;

  constructor(text: Text, status: number = EXIT.fault) {
    super(text.en);
    this.name = 'CommandFault';
    this.text = text;
    this.status = status;
  }
}

/** A string option's value. */
export function textOption(args: Arguments, name: string): string | undefined {
  const value = args.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The command as it is typed, with all that it cannot do without. */
export function usageOf({ name, positionals, options }: Command): string {
  const needed = Object.entries(options).filter(([, option]) => option.needed);
  const written = needed.map(([option, { value }]) => `--${option} ${value}`);
  return ['checkpoint-portal', name, ...written, ...positionals].join(' ');
}

/** The value of an option that the command cannot do without. @throws {CommandFault} with how it is written. */
export function needOption(args: Arguments, name: string, usage: string): string {
  const value = textOption(args, name);
  if (value !== undefined) return value;
  const text = {
    vi: `thiếu --${name}\n    Cách sửa: viết \`checkpoint-portal ${usage}\``,
    en: `--${name} is missing\n    Remedy: write \`checkpoint-portal ${usage}\``,
  };
  throw new CommandFault(text, EXIT.usage);
}
