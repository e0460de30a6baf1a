import { type Hour, hourOf } from './clock.ts';

export const MINUTE_MS = 60_000;

/** Minutes that a machine has been running, by its monotonic clock. */
export type Minute = number;

/** Both clocks of a machine, read at one moment. */
export interface Anchor {
  readonly epochMs: number;
  readonly monotonicMs: number;
}

/** One start of the machine, and the last minute of it that anything was counted in. */
export interface Boot {
  readonly number: number;
  readonly last: Minute;
}

export function minuteOf(monotonicMs: number): Minute {
  return Math.floor(monotonicMs / MINUTE_MS);
}

/** When a machine started that shows these clocks: minute 0 of this boot. */
export function bootedAtMs({ epochMs, monotonicMs }: Anchor): number {
  return Math.round(epochMs - monotonicMs);
}

/** The hour in which a minute began. */
export function hourOfMinute(bootedMs: number, minute: Minute): Hour {
  return hourOf(bootedMs + minute * MINUTE_MS);
}

/** The first minute of a boot that begins at or after the start of an hour. */
export function firstMinuteOf(bootedMs: number, hour: Hour): Minute {
  return Math.ceil((hour * 60 * MINUTE_MS - bootedMs) / MINUTE_MS);
}

/**
 * When earlier boots of the machine started, from the start of the present one: each is taken to have ended when the next one began,
 * as how long a machine without a clock was off can be known by nobody. `earlier` is in their order, the oldest first.
 */
export function estimateBoots(
  earlier: readonly Boot[],
  presentBootedMs: number,
): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let endMs = presentBootedMs;
  for (const { number, last } of [...earlier].reverse()) {
    endMs -= (last + 1) * MINUTE_MS;
    starts.set(number, endMs);
  }
  return starts;
}
