import type { Bucket } from './tally.ts';

/** Counters added up in memory: one for each (hour, metric, by). */
export interface Sums {
  add(bucket: Bucket): void;
  buckets(): readonly Bucket[];
  clear(): void;
}

export function createSums(): Sums {
  const sums = new Map<string, Bucket>();
  return {
    add(bucket) {
      const key = `${bucket.hour} ${bucket.metric} ${bucket.by}`;
      sums.set(key, { ...bucket, n: bucket.n + (sums.get(key)?.n ?? 0) });
    },
    buckets: () => [...sums.values()],
    clear: () => sums.clear(),
  };
}
