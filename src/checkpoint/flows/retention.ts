import { hourOf } from '../../domain/clock.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Ledger } from '../ports.ts';

/** A year, and a month to compare it with the last one's. */
const KEPT_HOURS = 400 * 24;

/** Drops what is older than it is kept, a few hours' counters at a time; never by a clock that nobody vouches for: it may stand in 2099. */
export function createRetention(ledger: Pick<Ledger, 'forget'>, clock: Clock): Job {
  return {
    name: 'dropping counts that are too old',
    everyMs: 6 * 3_600_000,
    run() {
      if (clock.quality() === 'ntp') ledger.forget(hourOf(clock.epochMs()) - KEPT_HOURS);
    },
  };
}
