import type { Mac } from '../../domain/mac.ts';
import type { Clock } from '../../platform/clock.ts';

/** Longer than the doctor's phone lives. */
const TEST_MS = 60_000;
/** A technician who mends and looks again does so every few seconds. */
const TESTS_AT_MOST = 32;
/** How long its door stays open should nobody shut it. */
export const TEST_GRANT_SECONDS = 30;

/** The doctor's own phones: they go the way of a traveler, and are none in any count. In memory only, by the monotonic clock. */
export interface SelfTests {
  /** For a minute nothing that this phone does is counted. False where too many are on their way. */
  begin(mac: Mac): boolean;
  covers(mac: Mac | undefined): boolean;
}

export function createSelfTests(clock: Pick<Clock, 'monotonicMs'>): SelfTests {
  const ends = new Map<Mac, number>();
  return {
    begin(mac) {
      for (const [other, endMs] of ends) if (endMs <= clock.monotonicMs()) ends.delete(other);
      if (ends.size >= TESTS_AT_MOST && !ends.has(mac)) return false;
      ends.set(mac, clock.monotonicMs() + TEST_MS);
      return true;
    },
    covers: (mac) => mac !== undefined && (ends.get(mac) ?? 0) > clock.monotonicMs(),
  };
}
