import { hourOf, isKnown } from '../../domain/clock.ts';
import { createSums } from '../../domain/sums.ts';
import { type Bucket, countersOf, type FloatingCounter, type Tally } from '../../domain/tally.ts';
import { bootedAtMs, hourOfMinute, minuteOf } from '../../domain/timeline.ts';
import type { Now } from './floating-table.ts';

export type Waiting = ReturnType<typeof createWaiting>;

/** Counters that are not written yet. */
export function createWaiting() {
  const sums = createSums<Bucket | FloatingCounter>((counter) => {
    const place = 'minute' in counter ? `m${counter.minute}` : `${counter.hour} ${counter.clock}`;
    return `${place} ${counter.metric} ${counter.by}`;
  });
  const placed =
    (now: Now) =>
    (counter: Bucket | FloatingCounter): Bucket => {
      if (!('minute' in counter)) return counter;
      const { minute, ...rest } = counter;
      return { ...rest, hour: hourOfMinute(bootedAtMs(now), minute), clock: now.quality };
    };
  return {
    ...sums,
    /** Adds them under the hour of now, or the minute where that is not known. */
    take(tallies: readonly Tally[], now: Now) {
      const place = placeAt(now);
      for (const tally of tallies)
        for (const by of countersOf(tally))
          sums.add({ ...place, metric: tally.metric, by, n: tally.amount ?? 1 });
    },
    isEmpty: () => sums.counters().length === 0,
    placed: (now: Now) => sums.counters().map(placed(now)),
  };
}

function placeAt({
  epochMs,
  monotonicMs,
  quality,
}: Now): Pick<Bucket, 'hour' | 'clock'> | { minute: number } {
  return isKnown(quality) ? { hour: hourOf(epochMs), clock: quality } : { minute: minuteOf(monotonicMs) };
}
