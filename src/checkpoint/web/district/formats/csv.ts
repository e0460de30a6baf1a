import { stringify } from 'csv-stringify/sync';
import type { CountsRow } from '../../../../domain/counts.ts';
import type { Format } from './format.ts';

/**
 * One line a day or hour: completeness, the total of each metric, then each of its parts (`session:language=vi`). Excel reads
 * UTF-8 only behind a byte order mark, and takes a cell that starts with = + - @ for a formula: such cells are made harmless.
 */
export const csv: Format = {
  name: 'csv',
  mediaType: 'text/csv',
  write({ checkpoint, clock, totals, rows }) {
    const metrics = Object.keys(totals);
    const cells = rows.map(cellsOf);
    const parts = [...new Set(cells.flatMap((row) => [...row.keys()]))].sort();
    const header = ['checkpoint', 'start', 'hours_expected', 'hours_present', 'clock', ...metrics, ...parts];
    const lines = rows.map((row, index) => [
      checkpoint.id,
      row.start,
      row.hoursExpected,
      row.hoursPresent,
      clock,
      ...metrics.map((metric) => row.totals[metric] ?? 0),
      ...parts.map((part) => cells[index]?.get(part) ?? 0),
    ]);
    return stringify([header, ...lines], { bom: true, record_delimiter: 'windows', escape_formulas: true });
  },
};

function cellsOf({ parts }: CountsRow): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(parts).flatMap(([metric, cells]) =>
      Object.entries(cells).map(([part, n]) => [`${metric}:${part}`, n] as const),
    ),
  );
}
