import type { Hour } from '../domain/clock.ts';
import { type Counts, createCounting } from '../domain/counts.ts';
import type { Enrolled } from '../domain/enrolled.ts';
import type { Period } from '../domain/period.ts';
import { METRICS, type Metric, partOf } from '../domain/tally.ts';
import type { Cell, HubStore } from './store.ts';

/** The counts of one checkpoint in a period, as far as they are known here. */
export interface Summary extends Counts {
  readonly checkpoint: Pick<Enrolled, 'id' | 'name'>;
  /** The last hour that anything is known of, in the period or not. */
  readonly lastHour: Hour | undefined;
}

export interface SummaryAsked {
  readonly period: Period;
  /** The one that is not over: no checkpoint tells of it yet. */
  readonly nowHour: Hour;
}

/** A checkpoint that has been silent for three days lacks the hours of three days. */
export function summarize(
  store: Pick<HubStore, 'span' | 'each'>,
  { id, name }: Pick<Enrolled, 'id' | 'name'>,
  { period, nowHour }: SummaryAsked,
): Summary {
  const span = store.span(id);
  const life = { firstHour: span?.firstHour ?? nowHour, nowHour: nowHour - 1 };
  const counting = createCounting(period, life);
  store.each(id, period, (cell) => {
    // Others are a newer checkpoint's own, kept for the day on which this program knows them, or made up.
    if (isCounter(cell)) counting.add(cell);
  });
  return { checkpoint: { id, name }, lastHour: span?.lastHour, ...counting.done() };
}

/** Whether the metric is one of ours, under a split that it has. */
function isCounter(cell: Cell): cell is Cell & { readonly metric: Metric } {
  if (!Object.hasOwn(METRICS, cell.metric)) return false;
  const splits: readonly string[] = METRICS[cell.metric as Metric];
  return splits.length === 0 ? cell.by === '' : splits.includes(partOf(cell.by).split);
}
