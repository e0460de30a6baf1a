import { stringify } from 'csv-stringify/sync';
import type { Definitions, Field } from '../../../../domain/definitions.ts';
import { REPORTED } from '../../../../domain/tally.ts';

/** What the columns beside the figures are called. */
export const COLUMNS = {
  hoursExpected: 'hours_expected',
  hoursPresent: 'hours_present',
  hoursEstimated: 'hours_estimated',
  clock: 'clock',
} as const satisfies Readonly<Record<Field, string>>;

export interface CsvTable {
  readonly header: readonly string[];
  readonly lines: readonly (readonly (string | number)[])[];
  readonly definitions: Definitions;
}

/**
 * A table and what its columns mean. Excel reads UTF-8 only behind a byte order mark, and takes a cell that starts with = + - @ for a
 * formula: such cells are made harmless.
 *
 * The definitions follow behind a blank line, as an officer passes on the file and not the address that it came from. Excel's sorting,
 * filters and pivots end at a blank row. Each definition is one cell of the first column, which Excel shows in full, as those
 * beside it are empty; every line has as many cells as the header (RFC 4180, 2.4), and no line of the definitions has a `start`.
 */
export function csvText({ header, lines, definitions }: CsvTable): string {
  const explained = ['', ...explain(definitions, header)].map((line) =>
    header.map((_, at) => (at ? '' : line)),
  );
  return stringify([header, ...lines, ...explained], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

/** By the names that the header has, all in Vietnamese, then all in English. */
function explain({ note, figures, fields }: Definitions, header: readonly string[]): string[] {
  const columns = [
    ...Object.entries(COLUMNS).map(([field, column]) => [column, fields[field as Field]] as const),
    ...REPORTED.map((metric) => [metric, figures[metric]] as const),
  ].filter(([column]) => header.includes(column));
  return (['vi', 'en'] as const).flatMap((tongue) => [
    note[tongue],
    ...columns.map(
      ([column, { name, meaning, not }]) => `${column} (${name[tongue]}): ${meaning[tongue]}. ${not[tongue]}`,
    ),
  ]);
}
