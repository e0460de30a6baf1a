import { COLUMNS, csvText } from '../checkpoint/web/district/formats/csv-text.ts';
import { partColumns } from '../checkpoint/web/district/formats/parts.ts';
import { DEFINITIONS } from '../domain/definitions.ts';
import { REPORTED } from '../domain/tally.ts';
import { CommandFault } from './command.ts';
import { type Collection, rowsOf } from './pull-collection.ts';

/** One way to write them. */
export interface CollectedFormat {
  /** As its files end. */
  readonly name: string;
  write(collection: Collection): string | Promise<Buffer>;
}

/** 40 checkpoints by hour for a month, or 900 by day: 330 MB of memory and several seconds. */
const WORKBOOK_ROWS_AT_MOST = 30_000;

/** A line for each checkpoint and day, or what the period is cut into. */
const csv: CollectedFormat = {
  name: 'csv',
  write({ summaries }) {
    const rows = rowsOf(summaries);
    const parts = partColumns(rows.map(({ cells }) => cells));
    const { hoursExpected, hoursPresent, hoursEstimated } = COLUMNS;
    return csvText({
      header: [
        ...['checkpoint', 'name', 'start', hoursExpected, hoursPresent, hoursEstimated],
        ...REPORTED,
        ...parts,
      ],
      lines: rows.map(({ checkpoint, row, cells }) => [
        ...[checkpoint.id, checkpoint.name, row.start],
        ...[row.hoursExpected, row.hoursPresent, row.hoursEstimated],
        ...REPORTED.map((metric) => row.totals[metric] ?? 0),
        ...parts.map((part) => cells.get(part) ?? 0),
      ]),
      definitions: DEFINITIONS,
    });
  },
};

const xlsx: CollectedFormat = {
  name: 'xlsx',
  // The library is loaded only for whoever wants a workbook.
  async write(collection) {
    const rows = collection.summaries.reduce((sum, summary) => sum + summary.rows.length, 0);
    if (rows > WORKBOOK_ROWS_AT_MOST) throw tooManyRows(rows);
    return (await import('./pull-workbook.ts')).workbook(collection);
  },
};

export const COLLECTED_FORMATS: readonly CollectedFormat[] = [xlsx, csv];

function tooManyRows(rows: number): CommandFault {
  return new CommandFault({
    vi: `bảng tính Excel sẽ có ${rows} dòng, nhiều hơn ${WORKBOOK_ROWS_AT_MOST}\n    Cách sửa: ghi .csv, hoặc tính theo ngày: --by day`,
    en: `the workbook would have ${rows} rows, more than ${WORKBOOK_ROWS_AT_MOST}\n    Remedy: write .csv, or count by day: --by day`,
  });
}
