import { COLUMNS, csvText } from '../checkpoint/web/district/formats/csv-text.ts';
import { partColumns } from '../checkpoint/web/district/formats/parts.ts';
import { DEFINITIONS } from '../domain/definitions.ts';
import { REPORTED } from '../domain/tally.ts';
import { type Collection, rowsOf } from './pull-collection.ts';

/** One way to write them. */
export interface CollectedFormat {
  /** As its files end. */
  readonly name: string;
  write(collection: Collection): string | Promise<Buffer>;
}

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
  write: async (collection) => (await import('./pull-workbook.ts')).workbook(collection),
};

export const COLLECTED_FORMATS: readonly CollectedFormat[] = [xlsx, csv];
