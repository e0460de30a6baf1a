import { readFileSync } from 'node:fs';
import { type Catalog, readCatalog } from '../config/catalog.ts';
import { type Parsed, parseConfig } from '../config/parse.ts';
import { formatProblem, type Problem } from '../config/problem.ts';
import { reasonOf } from '../platform/log.ts';
import { type Arguments, CommandFault, type Context, EXIT, type Option, textOption } from './command.ts';

const DEFAULT_FILE = '/etc/checkpoint-portal/checkpoint.toml';

export const CONFIG_OPTION: Readonly<Record<string, Option>> = {
  config: {
    type: 'string',
    value: 'FILE',
    text: { vi: `tệp thay cho ${DEFAULT_FILE}`, en: `the config, if not ${DEFAULT_FILE}` },
  },
};

export interface ReadConfig {
  readonly file: string;
  /** What is written in it. */
  readonly toml: string;
  readonly catalog: Catalog;
  readonly parsed: Parsed;
}

/** Reads the config, good or bad. @throws {CommandFault} where there is no file. */
export function readConfig({ root }: Context, args: Arguments, fallback = DEFAULT_FILE): ReadConfig {
  const file = textOption(args, 'config') ?? fallback;
  const catalog = readCatalog(root);
  const toml = readText(file);
  return { file, toml, catalog, parsed: parseConfig(toml, catalog) };
}

/** The config of a command that cannot do without a good one. @throws {CommandFault} with all its problems. */
export function loadConfig(context: Context, args: Arguments, fallback?: string) {
  const { file, catalog, parsed } = readConfig(context, args, fallback);
  if (parsed.ok) return { ...parsed, catalog, file };
  throw problemsFault(parsed.problems, file);
}

/** All problems of a config, as they are told. */
export function problemsFault(problems: readonly Problem[], file: string): CommandFault {
  const list = (tongue: 'vi' | 'en') =>
    problems.map((problem) => formatProblem(problem, file, tongue)).join('\n');
  return new CommandFault({ vi: list('vi'), en: list('en') }, EXIT.config);
}

/** @throws {CommandFault} where there is no such config. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault(
      {
        vi: `không đọc được tệp cấu hình (${reason})\n    Cách sửa: chạy \`sudo checkpoint-portal setup\`, hoặc dùng --config TỆP`,
        en: `cannot read the config (${reason})\n    Remedy: run \`sudo checkpoint-portal setup\`, or say --config FILE`,
      },
      EXIT.config,
    );
  }
}
