import { type ClockQuality, type Hour, lesserQuality } from '../clock.ts';
import type { FeedCounter, FeedItem } from './batch.ts';

/** What a reader knows of an hour: the sum over all runs. */
export interface MergedCounter extends FeedCounter {
  readonly hour: Hour;
  readonly clock: ClockQuality;
}

interface Cell extends FeedCounter {
  readonly hour: Hour;
  clock: ClockQuality;
  n: number;
}

/**
 * What a reader keeps of one checkpoint: of each counter of each run the largest number it was ever told. A run only adds to its own, so
 * that late, doubled and re-ordered batches change nothing, and a checkpoint's figure is the sum over its runs.
 */
export function createMerge() {
  const cells = new Map<string, Cell>();
  const merge = ({ run, hour, clock }: FeedItem, { metric, by, n }: FeedCounter) => {
    const key = `${run} ${hour} ${metric} ${by}`;
    const cell = cells.get(key);
    if (!cell) cells.set(key, { metric, by, n, hour, clock });
    else {
      cell.n = Math.max(cell.n, n);
      cell.clock = lesserQuality(cell.clock, clock);
    }
  };
  return {
    take(items: readonly FeedItem[]) {
      for (const item of items) for (const counter of item.counters) merge(item, counter);
    },
    /** One for each run that counted it. */
    counters: (): readonly MergedCounter[] => [...cells.values()],
  };
}
