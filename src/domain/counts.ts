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

/**
 * Cuts the ledger's counters into the rows of a report: one for every day or hour of the period that the checkpoint should
 * have run in, so that a silent one shows as a row of zeros with `hoursPresent: 0` rather than as a gap.
 * `life` is the first and the last hour of this checkpoint: the last one is now, or later where a clock that ran ahead
 * wrote counters into hours still to come; those are shown too, as no count may be lost to a clock.
 */
export function countUp(
  buckets: readonly Bucket[],
  period: Period,
  life: { firstHour: Hour; lastHour: Hour },
): Counts {
  const startOf = period.by === 'day' ? dateOf : formatHour;
  const groups = new Map<string, { hours: number; buckets: Bucket[] }>();
  const end = Math.min(period.endHour, life.lastHour + 1);
  for (let hour = Math.max(period.firstHour, life.firstHour); hour < end; hour++) {
    const group = groups.get(startOf(hour)) ?? { hours: 0, buckets: [] };
    group.hours += 1;
    groups.set(startOf(hour), group);
  }
  for (const bucket of buckets) groups.get(startOf(bucket.hour))?.buckets.push(bucket);
  const rows = [...groups].map(([start, group]) => rowOf(start, group));
  return {
    totals: sumUp(rows.map((row) => row.totals)),
    completeness: {
      hoursExpected: rows.reduce((sum, row) => sum + row.hoursExpected, 0),
      hoursPresent: rows.reduce((sum, row) => sum + row.hoursPresent, 0),
    },
    rows,
  };
}

function rowOf(start: string, group: { hours: number; buckets: readonly Bucket[] }): CountsRow {
  const totals: Record<string, number> = sumUp([]);
  const parts: Partial<Record<Metric, Record<string, number>>> = {};
  const present = new Set<Hour>();
  for (const { hour, metric, by, n } of group.buckets) {
    if (metric === 'present') {
      present.add(hour);
      continue;
    }
    if (countsTowardsTotal(metric, by)) totals[metric] = (totals[metric] ?? 0) + n;
    if (by === '') continue;
    parts[metric] ??= {};
    const cells = parts[metric];
    cells[by] = (cells[by] ?? 0) + n;
  }
  return { start, hoursExpected: group.hours, hoursPresent: present.size, totals, parts };
}

function sumUp(all: readonly Totals[]): Record<string, number> {
  return Object.fromEntries(
    REPORTED.map((metric) => [metric, all.reduce((sum, totals) => sum + (totals[metric] ?? 0), 0)]),
  );
}
