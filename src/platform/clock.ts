import { existsSync } from 'node:fs';
import type { ClockQuality } from '../domain/clock.ts';

/** The two clocks of a machine. Sessions go by the monotonic one only; the wall clock of a board without a battery may lie. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z, as far as the machine knows. */
  epochMs(): number;
  /** Milliseconds since the machine started, the same for every program on it; never steps. */
  monotonicMs(): number;
  /** Whether a time server has set the wall clock since boot; else its time is only what the machine remembers. */
  quality(): ClockQuality;
}

/**
 * What is there once a time server has set the clock since boot: costs nothing to ask. Programs that leave no such mark are found by
 * asking (`flows/time-watch.ts`).
 */
const MARKS: readonly string[] = [
  // systemd-timesyncd.service(8)
  '/run/systemd/timesync/synchronized',
];

export const systemClock: Clock = {
  epochMs: () => Date.now(),
  // CLOCK_MONOTONIC, where performance.now() begins with the process.
  monotonicMs: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  quality: () => (MARKS.some((mark) => existsSync(mark)) ? 'ntp' : 'estimated'),
};
