import writeWorkbook, { type Row } from 'write-excel-file/node';
import { FONT, figure, heading, text, WIDTH } from '../checkpoint/web/district/formats/cells.ts';
import { meanings, partName, type Sheet } from '../checkpoint/web/district/formats/meanings.ts';
import { partColumns } from '../checkpoint/web/district/formats/parts.ts';
import { formatHour } from '../domain/clock.ts';
import type { Completeness } from '../domain/counts.ts';
import { DEFINITIONS } from '../domain/definitions.ts';
import { REPORTED } from '../domain/tally.ts';
import type { Text } from '../domain/text.ts';
import { type Collection, rowsOf } from './pull-collection.ts';

const { fields, figures: metrics } = DEFINITIONS;
const CHECKPOINT: readonly Text[] = [
  { vi: 'Mã chốt', en: 'Id' },
  { vi: 'Tên chốt', en: 'Name' },
];
const FIGURES: readonly Text[] = [
  fields.hoursExpected,
  fields.hoursPresent,
  fields.hoursEstimated,
  ...REPORTED.map((metric) => metrics[metric]),
].map(({ name }) => name);

/** Three sheets: the totals of each checkpoint, every row of each, and what the figures mean. */
export function workbook(collection: Collection): Promise<Buffer> {
  const sheets = [totals(collection), figures(collection), meanings(DEFINITIONS)];
  return writeWorkbook(sheets, FONT).toBuffer();
}

function totals({ period, summaries }: Collection): Sheet {
  const header: readonly Text[] = [
    ...CHECKPOINT,
    { vi: 'Giờ cuối đã biết', en: 'Last hour known' },
    { vi: 'Từ ngày', en: 'From' },
    { vi: 'Đến hết ngày', en: 'To, included' },
    ...FIGURES,
  ];
  return {
    ...sheetOf({ sheet: 'Từng chốt - Checkpoints', header }),
    data: [
      header.map(heading),
      ...summaries.map(({ checkpoint: { id, name }, lastHour, completeness, totals }) => [
        ...[id, name, lastHour === undefined ? '–' : formatHour(lastHour), period.from, period.to].map(text),
        // Of whom nothing is known nothing is zero.
        ...(lastHour === undefined ? FIGURES.map(() => text('–')) : numbers(completeness, totals)),
      ]),
    ],
  };
}

function figures({ summaries }: Collection): Sheet {
  const rows = rowsOf(summaries);
  const parts = partColumns(rows.map(({ cells }) => cells));
  const header: readonly Text[] = [
    ...CHECKPOINT,
    { vi: 'Thời gian', en: 'Period' },
    ...FIGURES,
    ...parts.map((part) => partName(part, metrics)),
  ];
  return {
    ...sheetOf({ sheet: 'Số liệu - Figures', header }),
    data: [
      header.map(heading),
      ...rows.map(({ checkpoint: { id, name }, row, cells }) => [
        ...[id, name, row.start].map(text),
        ...numbers(row, row.totals),
        ...parts.map((part) => figure(cells.get(part) ?? 0)),
      ]),
    ],
  };
}

/** The columns that say which row it is. */
const FIXED = 3;

/** What both sheets are like: the first columns stay in sight, and are wide. */
function sheetOf({ sheet, header }: { readonly sheet: string; readonly header: readonly Text[] }) {
  const columns = header.map((_, at) => ({ width: at < FIXED ? WIDTH.start : WIDTH.figure }));
  const landscape = 'landscape' as const;
  return { sheet, orientation: landscape, stickyRowsCount: 1, stickyColumnsCount: FIXED, columns };
}

function numbers(complete: Completeness, totals: Readonly<Record<string, number>>): Row {
  const { hoursExpected, hoursPresent, hoursEstimated } = complete;
  return [hoursExpected, hoursPresent, hoursEstimated, ...REPORTED.map((metric) => totals[metric] ?? 0)].map(
    figure,
  );
}
