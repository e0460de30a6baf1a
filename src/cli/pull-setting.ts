import { readFileSync } from 'node:fs';
import { dirname, extname, join, parse, resolve } from 'node:path';
import { ApiError, apiErrorBody } from '../checkpoint/web/api-error.ts';
import { type ParsedList, parseCheckpointList } from '../config/checkpoint-list.ts';
import { formatProblem } from '../config/problem.ts';
import type { Enrolled } from '../domain/enrolled.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Text } from '../domain/text.ts';
import { type HubStore, NotAStoreError, openHubStore } from '../hub/store.ts';
import type { SummaryAsked } from '../hub/summary.ts';
import { type Log, reasonOf } from '../platform/log.ts';
import { type Arguments, CommandFault, type Context, EXIT, needOption, textOption } from './command.ts';
import { PERIOD_OPTIONS } from './period-options.ts';
import { COLLECTED_FORMATS, type CollectedFormat } from './pull-formats.ts';

/** What a pull was asked for, checked before anything is asked of anybody. */
export interface PullSetting {
  readonly checkpoints: readonly Enrolled[];
  readonly period: Period;
  readonly nowHour: SummaryAsked['nowHour'];
  /** The file of collected counts. */
  readonly storePath: string;
  readonly out: { readonly file: string; readonly format: CollectedFormat } | undefined;
}

/** @throws {CommandFault} */
export function pullSettingOf(args: Arguments, nowHour: SummaryAsked['nowHour']): PullSetting {
  const list = needOption(args, 'list', 'pull --list FILE');
  const { dir, name } = parse(list);
  return {
    checkpoints: readList(list),
    period: periodOf(args, nowHour),
    nowHour,
    storePath: textOption(args, 'store') ?? join(dir, `${name}.db`),
    out: outOf(textOption(args, 'out')),
  };
}

function readList(file: string): readonly Enrolled[] {
  const beside = (path: string) => readFileSync(resolve(dirname(file), path), 'utf8');
  let parsed: ParsedList;
  try {
    parsed = parseCheckpointList(readFileSync(file, 'utf8'), beside);
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault(
      {
        vi: `không đọc được danh sách chốt (${reason})\n    Cách sửa: tạo từ mẫu: checkpoint-portal pull --example > ${file}`,
        en: `cannot read the list of checkpoints (${reason})\n    Remedy: begin with the example: checkpoint-portal pull --example > ${file}`,
      },
      EXIT.config,
    );
  }
  if (parsed.ok) return parsed.checkpoints;
  const { problems } = parsed;
  const told = (tongue: keyof Text) =>
    problems.map((problem) => formatProblem(problem, file, tongue)).join('\n');
  throw new CommandFault({ vi: told('vi'), en: told('en') }, EXIT.config);
}

function periodOf(args: Arguments, nowHour: number): Period {
  const names = Object.keys(PERIOD_OPTIONS);
  const query = Object.fromEntries(names.map((name) => [name, textOption(args, name)]));
  const period = parsePeriod(query, nowHour);
  if (typeof period !== 'string') return period;
  const told = (tongue: keyof Text) => {
    const { message, hint } = apiErrorBody(new ApiError(`period-${period}`), tongue).error;
    return `${message}\n    ${tongue === 'vi' ? 'Cách sửa' : 'Remedy'}: ${hint}`;
  };
  throw new CommandFault({ vi: told('vi'), en: told('en') }, EXIT.usage);
}

function outOf(file: string | undefined): PullSetting['out'] {
  if (file === undefined) return undefined;
  const format = COLLECTED_FORMATS.find(({ name }) => `.${name}` === extname(file).toLowerCase());
  if (format) return { file, format };
  throw new CommandFault(
    {
      vi: 'pull: --out chỉ ghi được .xlsx hoặc .csv\n    Cách sửa: viết --out so-lieu.xlsx',
      en: 'pull: --out writes .xlsx or .csv\n    Remedy: write --out figures.xlsx',
    },
    EXIT.usage,
  );
}

/** @throws {CommandFault} */
export function openStore(path: string, { stderr, tongue }: Context): HubStore {
  try {
    return openHubStore(path, damageLog(stderr, tongue));
  } catch (error) {
    throw storeFault(path, error);
  }
}

/** Of the file of collected counts, which is not the checkpoints' fault. */
export function storeFault(path: string, error: unknown): CommandFault {
  const reason = reasonOf(error);
  if (error instanceof NotAStoreError) {
    return new CommandFault({
      vi: `${path} không phải tệp số liệu đã thu\n    Cách sửa: ghi tên khác sau --store, ví dụ so-lieu.db`,
      en: `${reason}\n    Remedy: name another one with --store, as counts.db`,
    });
  }
  return new CommandFault({
    vi: `không dùng được tệp số liệu đã thu ${path} (${reason})\n    Cách sửa: xem còn chỗ, quyền ghi, và một lệnh pull khác có đang chạy không; rồi chạy lại`,
    en: `cannot use the file of collected counts ${path} (${reason})\n    Remedy: see whether there is room, the right to write, and no other pull at work; then run it again`,
  });
}

/** Opening tells of nothing but damage. */
function damageLog(stderr: Context['stderr'], tongue: keyof Text): Log {
  const tell = (message: string) =>
    void stderr.write(
      tongue === 'vi'
        ? `Tệp số liệu đã thu bị hỏng, được cất riêng; đang thu lại từ đầu.\n    ${message}\n`
        : `The file of collected counts was damaged; all is collected anew.\n    ${message}\n`,
    );
  return { info: tell, warn: tell, error: tell };
}
