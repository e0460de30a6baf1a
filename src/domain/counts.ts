import type { Hour } from './clock.ts';
import { createNaming, type Period } from './period.ts';
import { type Bucket, countsTowardsTotal, type Metric, REPORTED } from './tally.ts';

/** `F` is what a figure is: a number, or what the public is told of one. */
export interface Counts<F = number> {
  readonly totals: Readonly<Record<string, F>>;
  /** Hours of the period since this checkpoint first ran and up to now, and in how many of them it ran. */
  readonly completeness: Completeness;
  readonly rows: readonly CountsRow<F>[];
}

export interface CountsRow<F = number> extends Completeness {
  /** The start of an hour with its offset, a local date (of a week its Monday's), or a month: `2021-02`. */
  readonly start: string;
  readonly totals: Readonly<Record<string, F>>;
  /** `metric -> "split=part" -> n` */
  readonly parts: Readonly<Partial<Record<Metric, Readonly<Record<string, F>>>>>;
}

export interface Completeness {
  readonly hoursExpected: number;
  readonly hoursPresent: number;
  /** In how many hours counters are that were only reckoned to have been counted then: the totals are right all the same. */
  readonly hoursEstimated: number;
  /** In how many hours phones were not counted as `device`, as there were more than can be told apart; missing where there was none. */
  readonly hoursSaturated?: number;
}

/** Adds counters up into the rows of a report, in whatever order they come. */
export interface Counting {
  add(bucket: Bucket): void;
  done(): Counts;
}

/**
 * Counting for a report: one row for every hour, day, week or month of the period that the checkpoint should have run in, so that a silent one
 * shows as a row of zeros with `hoursPresent: 0` rather than as a gap. `life` is the first hour of this checkpoint and the present
 * one. Counters outside of it, written while the clock was wrong, have rows where they are, as no count may be lost to a clock;
 * but nothing was expected there.
 */
export function createCounting(
  period: Pick<Period, 'by' | 'firstHour' | 'endHour'>,
  life: { firstHour: Hour; nowHour: Hour },
): Counting {
  const startOf = createNaming(period.by);
  const rows = new Map<string, RowSum>();
  // Counters come hour by hour: a row is looked for when the hour changes, not for each of 160,000 counters.
  let last: { hour: Hour; row: RowSum } | undefined;
  const rowOf = (hour: Hour): RowSum => {
    if (last?.hour === hour) return last.row;
    const start = startOf(hour);
    const row = rows.get(start) ?? createRowSum(start);
    rows.set(start, row);
    last = { hour, row };
    return row;
  };
  const [first, end] = [
    Math.max(period.firstHour, life.firstHour),
    Math.min(period.endHour, life.nowHour + 1),
  ];
  for (let hour = first; hour < end; hour++) rowOf(hour).expect();
  return {
    add: (bucket) => rowOf(bucket.hour).add(bucket, bucket.hour >= first && bucket.hour < end),
    done: () => sumUp([...rows.values()].map((row) => row.done())),
  };
}

function sumUp(rows: readonly CountsRow[]): Counts {
  const sum = (pick: (row: CountsRow) => number) => rows.reduce((all, row) => all + pick(row), 0);
  return {
    totals: Object.fromEntries(REPORTED.map((metric) => [metric, sum((row) => row.totals[metric] ?? 0)])),
    completeness: {
      hoursExpected: sum((row) => row.hoursExpected),
      hoursPresent: sum((row) => row.hoursPresent),
      hoursEstimated: sum((row) => row.hoursEstimated),
      ...saturated(sum((row) => row.hoursSaturated ?? 0)),
    },
    rows: [...rows].sort((a, b) => (a.start < b.start ? -1 : 1)),
  };
}

/** Said only where it is so: it hardly ever is. */
export function saturated(hours: number): Pick<Completeness, 'hoursSaturated'> {
  return hours === 0 ? {} : { hoursSaturated: hours };
}

type RowSum = ReturnType<typeof createRowSum>;

function createRowSum(start: string) {
  const totals: Record<string, number> = Object.fromEntries(REPORTED.map((metric) => [metric, 0]));
  const parts: Partial<Record<Metric, Record<string, number>>> = {};
  const present = new Set<Hour>();
  const estimated = new Set<Hour>();
  const full = new Set<Hour>();
  let hoursExpected = 0;
  const count = ({ metric, by, n }: Bucket) => {
    if (countsTowardsTotal(metric, by)) totals[metric] = (totals[metric] ?? 0) + n;
    if (by === '') return;
    parts[metric] ??= {};
    const cells = parts[metric];
    cells[by] = (cells[by] ?? 0) + n;
  };
  return {
    expect() {
      hoursExpected += 1;
    },
    add(bucket: Bucket, expected: boolean) {
      const { hour, metric, clock } = bucket;
      if (clock === 'estimated') estimated.add(hour);
      if (metric === 'present' && expected) present.add(hour);
      if (metric === 'dedupe_saturated') full.add(hour);
      if (REPORTED.includes(metric)) count(bucket);
    },
    done: (): CountsRow => ({
      start,
      hoursExpected,
      hoursPresent: present.size,
      hoursEstimated: estimated.size,
      ...saturated(full.size),
      totals,
      parts,
    }),
  };
}
