import { hourOf } from '../../domain/clock.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Ledger } from '../ports.ts';

/** Writes once an hour that this program runs: the only write of an hour in which nobody comes, and what completeness is. */
export function createHeartbeat(ledger: Ledger, clock: Clock): Job {
  let noted: number | undefined;
  return {
    name: 'noting that the portal runs',
    everyMs: 20_000,
    async run() {
      const hour = hourOf(clock.epochMs());
      if (hour === noted) return;
      noted = hour;
      await ledger.record([{ metric: 'present', parts: {} }]);
    },
  };
}
