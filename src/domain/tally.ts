import type { ClockQuality, Hour } from './clock.ts';
import type { Minute } from './timeline.ts';

/**
 * Everything that is counted, and how it is split; nothing else is. A metric with two splits is counted once under each,
 * never under their product: how many Android phones read English is nobody's business.
 */
export const METRICS = {
  device: ['family'],
  shown: ['language'],
  session: ['language', 'family'],
  renewed: [],
  opened: ['destination'],
  refused: ['reason'],
  uplink_down_seconds: [],
  present: [],
  power_cut: [],
  dedupe_saturated: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Metric = keyof typeof METRICS;

/** The part of each split that an event falls into: `{ language: 'vi', family: 'android' }`. */
export type Parts<M extends Metric> = { readonly [S in (typeof METRICS)[M][number]]: string };

/** One anonymous counted event; `amount` is what a sum grows by, where it is not one. */
export type Tally = {
  [M in Metric]: { readonly metric: M; readonly parts: Parts<M>; readonly amount?: number };
}[Metric];

/** One counter: `by` is `''` or `split=part`. */
export interface Counter {
  readonly metric: Metric;
  readonly by: string;
  readonly n: number;
}

/** A counter of the ledger; it only ever grows within a run. */
export interface Bucket extends Counter {
  readonly hour: Hour;
  /** How well its hour is known. */
  readonly clock: ClockQuality;
}

/** A counter whose hour nobody knows yet: nobody has vouched for the clock since the machine started. */
export interface FloatingCounter extends Counter {
  readonly minute: Minute;
}

/** The `by` of each counter that a tally adds one to. */
export function countersOf(tally: Tally): readonly string[] {
  const splits = Object.entries<string>(tally.parts);
  return splits.length === 0 ? [''] : splits.map(([split, part]) => `${split}=${part}`);
}

/** What a counter's `by` says: `language=vi` is the part `vi` of the split `language`; both are empty where there is none. */
export function partOf(by: string): { readonly split: string; readonly part: string } {
  const end = by.indexOf('=');
  return end < 0 ? { split: by, part: '' } : { split: by.slice(0, end), part: by.slice(end + 1) };
}

/** Whether summing counters with this `by` gives the metric's total: each split alone already does, so only the first counts. */
export function countsTowardsTotal(metric: Metric, by: string): boolean {
  const [first] = METRICS[metric];
  return first === undefined ? by === '' : by.startsWith(`${first}=`);
}

/** What only says how complete the others are: this program ran in this hour; the power had been cut; more phones came than it can tell apart. */
const COMPLETENESS: readonly Metric[] = ['present', 'power_cut', 'dedupe_saturated'];

/** The metrics that a report shows. */
export const REPORTED = (Object.keys(METRICS) as Metric[]).filter((metric) => !COMPLETENESS.includes(metric));
