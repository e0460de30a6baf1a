import type { ClockQuality, Hour } from '../../../src/domain/clock.ts';
import type { FeedCounter, FeedItem } from '../../../src/domain/feed/batch.ts';
import { mergeTables, type Table, tablesOf } from '../../../src/domain/feed/table.ts';

/** What a reader knows of an hour, from one run. */
export interface MergedCounter extends FeedCounter {
  readonly hour: Hour;
  readonly clock: ClockQuality;
}

/**
 * What a reader keeps of one checkpoint: of each table of each run the one that adds up to most. A run only adds to its own, so that
 * late, doubled and re-ordered batches change nothing, and a checkpoint's figure is the sum over its runs.
 */
export function createMerge() {
  const tables = new Map<string, Table & { readonly hour: Hour }>();
  return {
    take(items: readonly FeedItem[]) {
      for (const { run, hour, clock, counters } of items)
        for (const [name, told] of tablesOf(counters)) {
          const key = `${run} ${hour} ${name}`;
          tables.set(key, { ...mergeTables(tables.get(key), { clock, counters: told }), hour });
        }
    },
    /** One for each run that counted it. */
    counters: (): readonly MergedCounter[] =>
      [...tables.values()].flatMap(({ hour, clock, counters }) =>
        counters.map((counter) => ({ ...counter, hour, clock })),
      ),
  };
}
