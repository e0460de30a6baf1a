import { basename, dirname, extname } from 'node:path';
import type { CountsAnswer } from '../checkpoint/web/district/counts-answer.ts';
import type { Format } from '../checkpoint/web/district/formats/format.ts';
import { FORMATS } from '../checkpoint/web/district/formats/index.ts';
import type { Figure } from '../domain/suppress.ts';
import { askPortal } from './ask-portal.ts';
import { type Arguments, type Command, CommandFault, EXIT, type Option, textOption } from './command.ts';
import { countsTable } from './counts-table.ts';
import { JSON_OPTION } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { writeFile } from './write-file.ts';

const PERIOD_OPTIONS: Readonly<Record<string, Option>> = {
  from: {
    type: 'string',
    value: 'DATE',
    text: {
      vi: 'từ ngày 2021-02-28 (mặc định hôm nay, tuần hoặc tháng này)',
      en: 'from 2021-02-28 (default today, this week or month)',
    },
  },
  to: { type: 'string', value: 'DATE', text: { vi: 'đến hết ngày', en: 'to this day, included' } },
  by: {
    type: 'string',
    value: 'GRAIN',
    text: { vi: 'theo hour, day, week hoặc month', en: 'by hour, day, week or month' },
  },
};

const PUBLIC_OPTION: Readonly<Record<string, Option>> = {
  public: {
    type: 'boolean',
    text: {
      vi: 'bản công khai: ẩn số nhỏ, số khác làm tròn xuống',
      en: 'to publish: small ones hidden, others rounded down',
    },
  },
};

const FILE_OPTIONS: Readonly<Record<string, Option>> = {
  format: {
    type: 'string',
    value: FORMATS.map(({ name }) => name).join('|'),
    text: { vi: 'định dạng thay cho bảng', en: 'a format instead of the table' },
  },
  out: {
    type: 'string',
    value: 'FILE',
    text: { vi: 'ghi ra tệp, định dạng theo đuôi tệp', en: 'write a file, in the format that it ends in' },
  },
};

export const counts: Command = {
  name: 'counts',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION, ...PERIOD_OPTIONS, ...PUBLIC_OPTION, ...FILE_OPTIONS },
  text: { vi: 'in số liệu của chốt', en: "print the checkpoint's figures" },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const format = formatOf(args);
    const query = new URLSearchParams();
    for (const name of Object.keys(PERIOD_OPTIONS)) {
      const value = textOption(args, name);
      if (value !== undefined) query.set(name, value);
    }
    if (args.options.public) query.set('public', '1');
    const answer = (await askPortal(context, checkpoint, {
      path: `/counts?${query}`,
    })) as CountsAnswer<Figure>;
    // Written here and not by the portal, which has travelers to serve.
    const content = format ? await format.write(answer) : countsTable(answer, context.tongue);
    const out = textOption(args, 'out');
    if (out !== undefined) context.stdout.write(`${writeFile(dirname(out), basename(out), content)}\n`);
    else if (typeof content === 'string') context.stdout.write(content);
    else throw noFile();
    return EXIT.good;
  },
};

/** Undefined is the table. @throws {CommandFault} before anything is asked. */
function formatOf(args: Arguments): Format | undefined {
  const out = textOption(args, 'out');
  const asked = args.options.json ? 'json' : textOption(args, 'format');
  const name = asked ?? (out === undefined ? undefined : extname(out).slice(1));
  if (name === undefined) return undefined;
  const format = FORMATS.find((each) => each.name === name);
  if (!format) throw unknown(name);
  return format;
}

function unknown(name: string): CommandFault {
  return new CommandFault(
    {
      vi: `counts: không có định dạng "${name}"\n    Cách sửa: viết \`checkpoint-portal counts --out so-lieu.xlsx\`, hoặc .csv, .json`,
      en: `counts: there is no format "${name}"\n    Remedy: write \`checkpoint-portal counts --out figures.xlsx\`, or .csv, .json`,
    },
    EXIT.usage,
  );
}

function noFile(): CommandFault {
  return new CommandFault(
    {
      vi: 'counts: bảng tính Excel cần một tệp\n    Cách sửa: viết `checkpoint-portal counts --out so-lieu.xlsx`',
      en: 'counts: a workbook needs a file\n    Remedy: write `checkpoint-portal counts --out figures.xlsx`',
    },
    EXIT.usage,
  );
}
