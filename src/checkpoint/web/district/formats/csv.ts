import { stringify } from 'csv-stringify/sync';
import type { Definitions } from '../../../../domain/definitions.ts';
import { REPORTED } from '../../../../domain/tally.ts';
import type { Format } from './format.ts';
import { partColumns, partsOf } from './parts.ts';

/**
 * One line a row of the report: completeness, the total of each metric, then each of its parts (`session:language=vi`). Excel reads
 * UTF-8 only behind a byte order mark, and takes a cell that starts with = + - @ for a formula: such cells are made harmless.
 *
 * The definitions follow behind a blank line, as an officer passes on the file and not the address that it came from. Excel's sorting,
 * filters and pivots end at a blank row. Each definition is one cell of the first column, which Excel shows in full, as those
 * beside it are empty; every line has as many cells as the header (RFC 4180, 2.4), and no line of the definitions has a `start`.
 */
export const csv: Format = {
  name: 'csv',
  mediaType: 'text/csv',
  isFile: true,
  isSlow: false,
  write({ checkpoint, clock, totals, rows, definitions }) {
    const metrics = Object.keys(totals);
    const cells = rows.map(partsOf);
    const parts = partColumns(cells);
    const header = [
      'checkpoint',
      'start',
      'hours_expected',
      'hours_present',
      'hours_estimated',
      'clock',
      ...metrics,
      ...parts,
    ];
    const lines = rows.map((row, index) => [
      checkpoint.id,
      row.start,
      row.hoursExpected,
      row.hoursPresent,
      row.hoursEstimated,
      clock,
      ...metrics.map((metric) => row.totals[metric] ?? 0),
      ...parts.map((part) => cells[index]?.get(part) ?? 0),
    ]);
    const explained = ['', ...explain(definitions)].map((line) => header.map((_, at) => (at ? '' : line)));
    return stringify([header, ...lines, ...explained], {
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
    });
  },
};

/** By the names that the header has, all in Vietnamese, then all in English. */
function explain({ note, figures, fields }: Definitions): string[] {
  const columns = [
    ['hours_expected', fields.hoursExpected],
    ['hours_present', fields.hoursPresent],
    ['hours_estimated', fields.hoursEstimated],
    ['clock', fields.clock],
    ...REPORTED.map((metric) => [metric, figures[metric]] as const),
  ] as const;
  return (['vi', 'en'] as const).flatMap((tongue) => [
    note[tongue],
    ...columns.map(
      ([column, { name, meaning, not }]) => `${column} (${name[tongue]}): ${meaning[tongue]}. ${not[tongue]}`,
    ),
  ]);
}
