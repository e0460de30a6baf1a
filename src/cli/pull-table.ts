import { writtenDate, writtenHour } from '../domain/clock.ts';
import { DEFINITIONS } from '../domain/definitions.ts';
import type { Metric } from '../domain/tally.ts';
import type { Tongue } from '../domain/text.ts';
import type { Summary } from '../hub/summary.ts';
import type { Collection } from './pull-collection.ts';

/** What has room in 80 columns. */
const COLUMNS = ['device', 'session', 'opened'] as const satisfies readonly Metric[];
const WIDTH = { id: 20, hoursNew: 6, figure: 9, lastHour: 16, complete: 11 } as const;

const WORDS = {
  vi: {
    header: { id: 'Chốt', hoursNew: 'Mới', lastHour: 'Giờ cuối', complete: 'Đủ giờ' },
    total: 'Tổng',
    note: [
      'Mới: số giờ vừa lấy thêm. Đủ giờ: số giờ có số liệu / số giờ phải có.',
      'Đây là số lượt, không phải số người; ai qua hai chốt được đếm ở cả hai.',
    ],
  },
  en: {
    header: { id: 'Checkpoint', hoursNew: 'New', lastHour: 'Last hour', complete: 'Hours' },
    total: 'Total',
    note: [
      'New: hours that were just collected. Hours: those present / those expected.',
      'These are events, not people; whoever passes two is counted at both.',
    ],
  },
} as const;

/** What is known of each checkpoint now, within 80 columns. */
export function pullTable(
  { period, summaries }: Collection,
  hoursNew: ReadonlyMap<string, number>,
  tongue: Tongue,
): string {
  const { header, total, note } = WORDS[tongue];
  const lines = summaries.map((summary) =>
    line({
      id: summary.checkpoint.id,
      hoursNew: String(hoursNew.get(summary.checkpoint.id) ?? 0),
      ...knownOf(summary),
    }),
  );
  const sum = (pick: (summary: Summary) => number) =>
    summaries.reduce((all, summary) => all + pick(summary), 0);
  const [from, to] = [writtenDate(period.from), writtenDate(period.to)];
  return [
    tongue === 'vi' ? `Từ ${from} đến hết ${to}\n` : `From ${from} to ${to}, included\n`,
    line({ ...header, figures: COLUMNS.map((metric) => DEFINITIONS.figures[metric].name[tongue]) }),
    ...lines,
    line({
      id: total,
      hoursNew: String([...hoursNew.values()].reduce((all, hours) => all + hours, 0)),
      figures: COLUMNS.map((metric) => String(sum(({ totals }) => totals[metric] ?? 0))),
      lastHour: '',
      complete: `${sum((one) => one.completeness.hoursPresent)}/${sum((one) => one.completeness.hoursExpected)}`,
    }),
    ...note.map((sentence) => `${sentence}\n`),
  ].join('');
}

/** Of whom nothing is known nothing is zero. */
function knownOf({ lastHour, totals, completeness }: Summary): Omit<Line, 'id' | 'hoursNew'> {
  if (lastHour === undefined) return { figures: COLUMNS.map(() => '–'), lastHour: '–', complete: '–' };
  return {
    figures: COLUMNS.map((metric) => String(totals[metric] ?? 0)),
    lastHour: writtenHour(lastHour),
    complete: `${completeness.hoursPresent}/${completeness.hoursExpected}`,
  };
}

interface Line {
  readonly id: string;
  readonly hoursNew: string;
  readonly figures: readonly string[];
  readonly lastHour: string;
  readonly complete: string;
}

/** An id that is too long for its column has a line of its own. */
function line({ id, hoursNew, figures, lastHour, complete }: Line): string {
  const name = id.length < WIDTH.id ? id.padEnd(WIDTH.id) : `${id}\n${' '.repeat(WIDTH.id)}`;
  const cells = [
    hoursNew.padStart(WIDTH.hoursNew),
    ...figures.map((figure) => figure.padStart(WIDTH.figure)),
    lastHour.padStart(WIDTH.lastHour),
    complete.padStart(WIDTH.complete),
  ];
  return `${name}${cells.join('')}\n`;
}
