import { dateOf, endHourOf, firstHourOf, formatHour, type Hour } from './clock.ts';
import { type Bucket, countsTowardsTotal, type Metric, REPORTED } from './tally.ts';

/** Local dates, both inclusive, and how finely the answer is cut. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly by: 'hour' | 'day';
  readonly firstHour: Hour;
  /** The hour after the last. */
  readonly endHour: Hour;
}

export interface Counts {
  readonly totals: Totals;
  /** Hours of the period since this checkpoint first ran and up to now, and in how many of them it ran. */
  readonly completeness: Completeness;
  readonly rows: readonly CountsRow[];
}

export interface CountsRow extends Completeness {
  /** A local date, or the start of an hour with its offset. */
  readonly start: string;
  readonly totals: Totals;
  /** `metric -> "split=part" -> n` */
  readonly parts: Readonly<Partial<Record<Metric, Readonly<Record<string, number>>>>>;
}

export interface Completeness {
  readonly hoursExpected: number;
  readonly hoursPresent: number;
}

type Totals = Readonly<Record<string, number>>;

const DAYS_AT_MOST = { day: 400, hour: 31 } as const;

export type PeriodFault = 'date' | 'order' | 'granularity' | 'too-long';

/** The period that a query asks for, or what is wrong with it. */
export function parsePeriod(query: { from: unknown; to: unknown; by: unknown }): Period | PeriodFault {
  const { from, to, by } = query;
  if (by !== 'hour' && by !== 'day') return 'granularity';
  if (typeof from !== 'string' || typeof to !== 'string') return 'date';
  const firstHour = firstHourOf(from);
  const lastDay = firstHourOf(to);
  if (firstHour === undefined || lastDay === undefined) return 'date';
  if (lastDay < firstHour) return 'order';
  const endHour = endHourOf(lastDay);
  if (endHour - firstHour > DAYS_AT_MOST[by] * 24) return 'too-long';
  return { from, to, by, firstHour, endHour };
}

/** Hands over one counter after the other: a long period is some 160,000 of them, too many to hold at once on a small box. */
export type EachBucket = (visit: (bucket: Bucket) => void) => void;

/**
 * Adds the ledger's counters up into the rows of a report: one for every day or hour of the period that the checkpoint should
 * have run in, so that a silent one shows as a row of zeros with `hoursPresent: 0` rather than as a gap. `life` is the first
 * hour of this checkpoint and the present one. Counters outside of it, written while the clock was wrong, have rows where they
 * are, as no count may be lost to a clock; but nothing was expected there.
 */
export function countUp(
  eachBucket: EachBucket,
  period: Period,
  life: { firstHour: Hour; nowHour: Hour },
): Counts {
  const startOf = period.by === 'day' ? dateOf : formatHour;
  const rows = new Map<string, RowSum>();
  const rowOf = (hour: Hour): RowSum => {
    const start = startOf(hour);
    const row = rows.get(start) ?? createRowSum(start);
    rows.set(start, row);
    return row;
  };
  const [first, end] = [
    Math.max(period.firstHour, life.firstHour),
    Math.min(period.endHour, life.nowHour + 1),
  ];
  for (let hour = first; hour < end; hour++) rowOf(hour).expect();
  eachBucket((bucket) => rowOf(bucket.hour).add(bucket, bucket.hour >= first && bucket.hour < end));
  const done = [...rows.values()].map((row) => row.done()).sort((a, b) => (a.start < b.start ? -1 : 1));
  const sum = (pick: (row: CountsRow) => number) => done.reduce((all, row) => all + pick(row), 0);
  return {
    totals: Object.fromEntries(REPORTED.map((metric) => [metric, sum((row) => row.totals[metric] ?? 0)])),
    completeness: {
      hoursExpected: sum((row) => row.hoursExpected),
      hoursPresent: sum((row) => row.hoursPresent),
    },
    rows: done,
  };
}

type RowSum = ReturnType<typeof createRowSum>;

function createRowSum(start: string) {
  const totals: Record<string, number> = Object.fromEntries(REPORTED.map((metric) => [metric, 0]));
  const parts: Partial<Record<Metric, Record<string, number>>> = {};
  const present = new Set<Hour>();
  let hoursExpected = 0;
  return {
    expect() {
      hoursExpected += 1;
    },
    add({ hour, metric, by, n }: Bucket, expected: boolean) {
      if (metric === 'present') {
        if (expected) present.add(hour);
        return;
      }
      if (countsTowardsTotal(metric, by)) totals[metric] = (totals[metric] ?? 0) + n;
      if (by === '') return;
      parts[metric] ??= {};
      const cells = parts[metric];
      cells[by] = (cells[by] ?? 0) + n;
    },
    done: (): CountsRow => ({ start, hoursExpected, hoursPresent: present.size, totals, parts }),
  };
}
