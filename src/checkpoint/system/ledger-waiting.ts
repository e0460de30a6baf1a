import { hourOf, isKnown } from '../../domain/clock.ts';
import { createMinuteSums } from '../../domain/minute-sums.ts';
import { createSums } from '../../domain/sums.ts';
import { type Bucket, countersOf, type FloatingCounter, type Tally } from '../../domain/tally.ts';
import { bootedAtMs, hourOfMinute, minuteOf } from '../../domain/timeline.ts';
import type { Now } from './floating-table.ts';

export type Waiting = ReturnType<typeof createWaiting>;

/** Some 2 MB. Hours are not bounded: each adds some forty. */
const MINUTES_AT_MOST = 10_000;

/** Counters that are not written yet. */
export function createWaiting() {
  const hours = createSums<Bucket>(({ hour, clock, metric, by }) => `${hour} ${clock} ${metric} ${by}`);
  const minutes = createMinuteSums<FloatingCounter>(MINUTES_AT_MOST, ({ metric, by }) => `${metric} ${by}`);
  const placed =
    (now: Now) =>
    ({ minute, ...rest }: FloatingCounter): Bucket => ({
      ...rest,
      hour: hourOfMinute(bootedAtMs(now), minute),
      clock: now.quality,
    });
  return {
    /** Adds them under the hour of now, or the minute where that is not known. */
    take(tallies: readonly Tally[], { epochMs, monotonicMs, quality }: Now) {
      for (const tally of tallies)
        for (const by of countersOf(tally)) {
          const counter = { metric: tally.metric, by, n: tally.amount ?? 1 };
          if (isKnown(quality)) hours.add({ ...counter, hour: hourOf(epochMs), clock: quality });
          else minutes.add({ ...counter, minute: minuteOf(monotonicMs) });
        }
    },
    counters: () => [...hours.counters(), ...minutes.counters()],
    isEmpty: () => hours.counters().length + minutes.counters().length === 0,
    placed: (now: Now) => [...hours.counters(), ...minutes.counters().map(placed(now))],
    clear() {
      hours.clear();
      minutes.clear();
    },
  };
}
