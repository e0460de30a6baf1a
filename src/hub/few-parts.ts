import type { CountsRow } from '../domain/counts.ts';
import { partOf } from '../domain/tally.ts';
import type { Summary } from './summary.ts';

/**
 * Of a metric under one split, in all checkpoints together and besides `other`. A part is a column of everybody's table: six splits make 1,206
 * of the 16,384 that a sheet of Excel has.
 */
const PARTS_AT_MOST = 200;
const OTHER = 'other';

interface Part {
  readonly metric: string;
  readonly by: string;
  n: number;
  /** How many checkpoints tell of it. */
  told: number;
  last: Summary | undefined;
}

/**
 * The same figures with what is too many added to `other` of its split; totals stay. Kept are the parts that most checkpoints tell of, and of
 * these the largest: one checkpoint that makes up parts and numbers does not push out those that two others have.
 */
export function fewParts(summaries: readonly Summary[]): readonly Summary[] {
  const folded = new Set(tooMany(summaries).map(keyOf));
  if (folded.size === 0) return summaries;
  return summaries.map((summary) => ({
    ...summary,
    rows: summary.rows.map((row) => ({ ...row, parts: foldParts(row, folded) })),
  }));
}

function tooMany(summaries: readonly Summary[]): readonly Part[] {
  const tables = new Map<string, Part[]>();
  for (const part of partsOf(summaries)) {
    const { split, part: name } = partOf(part.by);
    const key = `${part.metric} ${split}`;
    const table = tables.get(key) ?? [];
    if (name !== OTHER) table.push(part);
    tables.set(key, table);
  }
  return [...tables.values()].flatMap((table) => table.sort(byWeight).slice(PARTS_AT_MOST));
}

function byWeight(a: Part, b: Part): number {
  return b.told - a.told || b.n - a.n || (a.by < b.by ? -1 : 1);
}

/** Each part that any row has, once. */
function partsOf(summaries: readonly Summary[]): Iterable<Part> {
  const parts = new Map<string, Part>();
  const add = (summary: Summary, cell: { metric: string; by: string; n: number }) => {
    const key = keyOf(cell);
    const part = parts.get(key) ?? { ...cell, n: 0, told: 0, last: undefined };
    part.n += cell.n;
    if (part.last !== summary) part.told += 1;
    part.last = summary;
    parts.set(key, part);
  };
  for (const summary of summaries)
    for (const row of summary.rows) for (const cell of cellsOf(row)) add(summary, cell);
  return parts.values();
}

function foldParts(row: CountsRow, folded: ReadonlySet<string>): CountsRow['parts'] {
  const parts: Record<string, Record<string, number>> = {};
  for (const { metric, by, n } of cellsOf(row)) {
    const name = folded.has(keyOf({ metric, by })) ? `${partOf(by).split}=${OTHER}` : by;
    parts[metric] ??= {};
    const cells = parts[metric];
    cells[name] = (cells[name] ?? 0) + n;
  }
  return parts;
}

function cellsOf({ parts }: CountsRow) {
  return Object.entries(parts).flatMap(([metric, cells]) =>
    Object.entries(cells).map(([by, n]) => ({ metric, by, n })),
  );
}

function keyOf({ metric, by }: Pick<Part, 'metric' | 'by'>): string {
  return `${metric} ${by}`;
}
