import type { Counts, CountsRow } from '../../src/domain/counts.ts';
import type { Figure } from '../../src/domain/suppress.ts';
import { METRICS, type Metric, REPORTED } from '../../src/domain/tally.ts';

/** The strongest readers of published tables, who know how these are made; written without a look at how. */

/** What was counted on one day: `metric -> "split=part" -> n`. */
export type DayNumbers = Readonly<Partial<Record<Metric, Readonly<Record<string, number>>>>>;

const FIRST_DAY = Date.parse('2021-02-01T00:00:00Z');

/** Counts by day, from 2021-02-01 on; `[first, end)` of them. */
export function daysOf(days: readonly DayNumbers[], [first, end] = [0, days.length]): Counts {
  const rows = days.map((day, at) => ({
    start: new Date(FIRST_DAY + at * 86_400_000).toISOString().slice(0, 10),
    hoursExpected: 24,
    hoursPresent: 24,
    hoursEstimated: 0,
    totals: Object.fromEntries(REPORTED.map((metric) => [metric, totalOf(metric, day[metric] ?? {})])),
    parts: Object.fromEntries(
      Object.entries(day).map(([metric, cells]) => [
        metric,
        Object.fromEntries(Object.entries(cells).filter(([by, n]) => by !== '' && n > 0)),
      ]),
    ),
  }));
  const completeness = { hoursExpected: 24, hoursPresent: 24, hoursEstimated: 0 };
  return { totals: {}, completeness, rows: rows.slice(first, end) };
}

function totalOf(metric: Metric, cells: Readonly<Record<string, number>>): number {
  const [split = ''] = METRICS[metric];
  const counted = Object.entries(cells).filter(([by]) => by.startsWith(split));
  return counted.reduce((sum, [, n]) => sum + n, 0);
}

/**
 * The reader that tries all that could have been: two worlds are one to him when every table that is published of them is the same.
 * Returns the worlds with a number from 1 to under `below`, of a cell or a total, that is the same in all that look like them.
 */
export function tellable(
  worlds: readonly (readonly DayNumbers[])[],
  tablesOf: (world: DayNumbers[]) => unknown,
  below: number,
): string[] {
  const alike = new Map<string, number[][]>();
  for (const world of worlds) {
    const seen = JSON.stringify(tablesOf([...world]));
    const numbers = numbersIn(world);
    const group = alike.get(seen);
    if (group) group.push(numbers);
    else alike.set(seen, [numbers]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first = []] = group;
    const isTold = first.some((n, at) => n > 0 && n < below && group.every((numbers) => numbers[at] === n));
    return isTold ? [first.join()] : [];
  });
}

function numbersIn(world: readonly DayNumbers[]): number[] {
  return world.flatMap((day) =>
    (Object.entries(day) as [Metric, Record<string, number>][]).flatMap(([metric, cells]) => [
      totalOf(metric, cells),
      ...Object.values(cells),
    ]),
  );
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * The reader that reckons with intervals, and has been told which parts were counted at all: how many values each of them may still
 * have. Exact, as nothing but sums ties numbers to each other.
 */
export function openRanges(
  row: CountsRow<Figure>,
  metric: Metric,
  { cells, below }: { cells: Readonly<Record<string, number>>; below: number },
): { by: string; values: number }[] {
  const counted = Object.entries(cells).filter(([, n]) => n > 0);
  const ranges = counted.map(([by]) => ({ by, ...rangeOf(row.parts[metric]?.[by] ?? '<0', below) }));
  const splits = [...new Set(ranges.map(({ by }) => by.split('=')[0]))].map((split) =>
    ranges.filter(({ by }) => by.startsWith(`${split}=`)),
  );
  const figure = row.totals[metric] ?? 0;
  const told = rangeOf(figure, below);
  const total = {
    // A total of nothing is told as 0.
    low: Math.max(figure === 0 ? 0 : 1, told.low, ...splits.map((parts) => sumOf(parts, 'low'))),
    high: Math.min(told.high, ...splits.map((parts) => sumOf(parts, 'high'))),
  };
  return splits.flatMap((parts) =>
    parts.map(({ by, low, high }) => {
      const least = Math.max(low, total.low - (sumOf(parts, 'high') - high));
      const most = Math.min(high, total.high - (sumOf(parts, 'low') - low));
      return { by, values: most - least + 1 };
    }),
  );
}

function rangeOf(figure: Figure, below: number): Range {
  const low = typeof figure === 'number' ? figure : 0;
  return { low, high: low + below - 1 };
}

function sumOf(ranges: readonly Range[], end: keyof Range): number {
  return ranges.reduce((sum, range) => sum + range[end], 0);
}
