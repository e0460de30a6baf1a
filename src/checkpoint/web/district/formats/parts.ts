import type { CountsRow } from '../../../../domain/counts.ts';

/** The parts of a row's figures, a column each: `session:language=vi`. */
export function partsOf<F>({ parts }: CountsRow<F>): ReadonlyMap<string, F> {
  return new Map(
    Object.entries(parts).flatMap(([metric, cells]) =>
      Object.entries(cells).map(([part, n]) => [`${metric}:${part}`, n] as const),
    ),
  );
}

/** The columns that any of the rows needs, in their order. */
export function partColumns(rows: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => [...row.keys()]))].sort();
}
