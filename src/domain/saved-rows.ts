import { CLOCK_QUALITIES, type ClockQuality, EARLIEST_HOUR, END_HOUR } from './clock.ts';
import { type Bucket, type Counter, type FloatingCounter, METRICS, type Metric } from './tally.ts';

/** A counter of a run that is over. */
export type SavedBucket = Bucket & { readonly run: string };

/** A counter without an hour, of a run that is over; `boot` is a number of the damaged ledger's own. */
export type SavedFloating = FloatingCounter & { readonly run: string; readonly boot: number };

/** A machine that runs for twenty years. */
const MINUTES_AT_MOST = 20 * 366 * 1440;
const RUN = /^[0-9a-f]{16}$/;
/** In an hour: 27 a second, or 28 hours of seconds. A bit that has flipped in a number would else be the largest for ever. */
const N_AT_MOST = 100_000;
/** Languages, families, destinations and reasons are all written so. */
const PART = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

/** The ledger's row, if these columns are one; they may have been read from a damaged page. */
export function bucketOf(columns: readonly unknown[]): SavedBucket | undefined {
  const [hour, run, metric, by, n, clock, seq] = columns;
  const counter = counterOf({ run, metric, by, n });
  if (columns.length !== 7 || !counter || !isClock(clock) || !isCount(seq)) return undefined;
  return isIn(hour, EARLIEST_HOUR, END_HOUR) ? { ...counter, hour, clock } : undefined;
}

export function floatingOf(columns: readonly unknown[]): SavedFloating | undefined {
  const [boot, minute, run, metric, by, n] = columns;
  const counter = counterOf({ run, metric, by, n });
  if (columns.length !== 6 || !counter || !isIn(minute, 0, MINUTES_AT_MOST)) return undefined;
  return isIn(boot, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    ? { ...counter, boot, minute }
    : undefined;
}

type SavedCounter = Counter & { readonly run: string };

function counterOf({
  run,
  metric,
  by,
  n,
}: { [column in keyof SavedCounter]: unknown }): SavedCounter | undefined {
  if (typeof run !== 'string' || !RUN.test(run) || !isMetric(metric) || !isIn(n, 1, N_AT_MOST))
    return undefined;
  return typeof by === 'string' && isSplit(metric, by) ? { run, metric, by, n } : undefined;
}

function isMetric(value: unknown): value is Metric {
  return typeof value === 'string' && Object.hasOwn(METRICS, value);
}

function isSplit(metric: Metric, by: string): boolean {
  const splits: readonly string[] = METRICS[metric];
  if (splits.length === 0) return by === '';
  const [split = '', part = '', ...others] = by.split('=');
  return splits.includes(split) && PART.test(part) && others.length === 0;
}

function isCount(value: unknown): value is number {
  return isIn(value, 1, Number.MAX_SAFE_INTEGER);
}

function isIn(value: unknown, first: number, end: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= first && (value as number) < end;
}

function isClock(value: unknown): value is ClockQuality {
  return CLOCK_QUALITIES.some((quality) => quality === value);
}
