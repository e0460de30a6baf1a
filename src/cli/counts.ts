import type { CountsAnswer } from '../checkpoint/web/district/counts-answer.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT, type Option, textOption } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

const PERIOD_OPTIONS: Readonly<Record<string, Option>> = {
  from: {
    type: 'string',
    value: 'DATE',
    text: { vi: 'từ ngày 2021-02-28 (mặc định hôm nay)', en: 'from 2021-02-28 (default today)' },
  },
  to: { type: 'string', value: 'DATE', text: { vi: 'đến hết ngày', en: 'to this day, included' } },
  by: { type: 'string', value: 'hour|day', text: { vi: 'theo giờ hay theo ngày', en: 'by hour or by day' } },
};

/** What the terminal shows, in the words that offices use: lượt, never người. */
const COLUMNS = [
  ['device', { vi: 'Lượt máy', en: 'Devices' }],
  ['shown', { vi: 'Xem trang', en: 'Shown' }],
  ['session', { vi: 'Vào mạng', en: 'Sessions' }],
  ['renewed', { vi: 'Gia hạn', en: 'Renewed' }],
  ['opened', { vi: 'Mở đích', en: 'Opened' }],
] as const;

export const counts: Command = {
  name: 'counts',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION, ...PERIOD_OPTIONS },
  text: { vi: 'in số liệu của chốt', en: "print the checkpoint's figures" },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const query = new URLSearchParams();
    for (const name of Object.keys(PERIOD_OPTIONS)) {
      const value = textOption(args, name);
      if (value !== undefined) query.set(name, value);
    }
    const answer = (await askPortal(context, checkpoint, { path: `/counts?${query}` })) as CountsAnswer;
    if (args.options.json) printJson(context.stdout, answer);
    else context.stdout.write(tableOf(answer, context.tongue));
    return EXIT.good;
  },
};

function tableOf({ rows, totals, completeness }: CountsAnswer, tongue: 'vi' | 'en'): string {
  const vi = tongue === 'vi';
  const line = (start: string, cells: readonly (string | number)[]) =>
    `${start.padEnd(22)}${cells.map((cell) => String(cell).padStart(10)).join('')}\n`;
  const cellsOf = (numbers: Readonly<Record<string, number>>) =>
    COLUMNS.map(([metric]) => numbers[metric] ?? 0);
  const { hoursPresent, hoursExpected } = completeness;
  return [
    line(
      vi ? 'Thời gian' : 'Period',
      COLUMNS.map(([, words]) => words[tongue]),
    ),
    ...rows.map((row) => line(row.start, cellsOf(row.totals))),
    line(vi ? 'Tổng' : 'Total', cellsOf(totals)),
    vi
      ? `Có số liệu ${hoursPresent}/${hoursExpected} giờ. Đây là số lượt, không phải số người.\n`
      : `Figures of ${hoursPresent} of ${hoursExpected} hours. These are events, not people.\n`,
  ].join('');
}
