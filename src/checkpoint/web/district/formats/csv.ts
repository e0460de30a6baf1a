import { COLUMNS, csvText } from './csv-text.ts';
import type { Format } from './format.ts';
import { partColumns, partsOf } from './parts.ts';

/** One line a row of the report: completeness, the total of each metric, then each of its parts (`session:language=vi`). */
export const csv: Format = {
  name: 'csv',
  mediaType: 'text/csv',
  isFile: true,
  isSlow: false,
  write({ checkpoint, clock, totals, rows, definitions }) {
    const metrics = Object.keys(totals);
    const cells = rows.map(partsOf);
    const parts = partColumns(cells);
    const { hoursExpected, hoursPresent, hoursEstimated } = COLUMNS;
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
    return csvText({
      header: [
        'checkpoint',
        'start',
        hoursExpected,
        hoursPresent,
        hoursEstimated,
        COLUMNS.clock,
        ...metrics,
        ...parts,
      ],
      lines,
      definitions,
    });
  },
};
