import { partsOf } from '../checkpoint/web/district/formats/parts.ts';
import type { Period } from '../domain/period.ts';
import type { Summary } from '../hub/summary.ts';

/** The counts of several checkpoints. */
export interface Collection {
  readonly period: Pick<Period, 'from' | 'to' | 'by'>;
  readonly summaries: readonly Summary[];
}

/** Each row with the checkpoint that it is of. */
export function rowsOf(summaries: readonly Summary[]) {
  return summaries.flatMap(({ checkpoint, rows }) =>
    rows.map((row) => ({ checkpoint, row, cells: partsOf(row) })),
  );
}
