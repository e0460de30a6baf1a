import { createSums } from '../../domain/sums.ts';
import type { Bucket, FloatingCounter } from '../../domain/tally.ts';
import { bootedAtMs, hourOfMinute } from '../../domain/timeline.ts';
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
    isEmpty: () => sums.counters().length === 0,
    placed: (now: Now) => sums.counters().map(placed(now)),
  };
}
