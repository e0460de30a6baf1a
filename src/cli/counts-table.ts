import type { CountsAnswer } from '../checkpoint/web/district/counts-answer.ts';
import { publicNote } from '../domain/definitions.ts';
import type { Figure } from '../domain/suppress.ts';
import type { Metric } from '../domain/tally.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { wrap } from './wrap.ts';

/** What has room in 80 columns. */
const COLUMNS = ['device', 'shown', 'session', 'renewed', 'opened'] as const satisfies readonly Metric[];

/** The counts as the terminal shows them, in the words that offices use: lượt, never người. */
export function countsTable(
  { rows, totals, completeness, definitions, public: form }: CountsAnswer<Figure>,
  tongue: Tongue,
): string {
  const vi = tongue === 'vi';
  const line = (start: string, cells: readonly (string | number)[]) =>
    `${start.padEnd(22)}${cells.map((cell) => String(cell).padStart(10)).join('')}\n`;
  const cellsOf = (numbers: Readonly<Record<string, Figure>>) =>
    COLUMNS.map((metric) => numbers[metric] ?? 0);
  const { hoursPresent, hoursExpected, hoursEstimated, hoursSaturated = 0 } = completeness;
  return [
    line(
      vi ? 'Thời gian' : 'Period',
      COLUMNS.map((metric) => definitions.figures[metric].name[tongue]),
    ),
    ...rows.map((row) => line(row.start, cellsOf(row.totals))),
    line(vi ? 'Tổng' : 'Total', cellsOf(totals)),
    vi
      ? `Có số liệu ${hoursPresent}/${hoursExpected} giờ. Đây là số lượt, không phải số người.\n`
      : `Figures of ${hoursPresent} of ${hoursExpected} hours. These are events, not people.\n`,
    hoursEstimated === 0 ? '' : estimated(hoursEstimated)[tongue],
    hoursSaturated === 0 ? '' : saturated(hoursSaturated)[tongue],
    form ? `${wrap(publicNote(form.below)[tongue])}\n` : '',
  ].join('');
}

function estimated(hours: number): Text {
  return {
    vi: `Trong đó ${hours} giờ là ước lượng, vì đồng hồ chưa được chỉnh; tổng số vẫn đúng.\n`,
    en: `${hours} of them are only reckoned, as the clock was not set; the totals are right.\n`,
  };
}

function saturated(hours: number): Text {
  return {
    vi: `Trong ${hours} giờ có nhiều máy hơn mức phân biệt được: lượt máy thật cao hơn.\n`,
    en: `In ${hours} hours more phones came than can be told apart: there were more.\n`,
  };
}
