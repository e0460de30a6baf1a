import { hourOf, isKnown } from '../../domain/clock.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Ledger } from '../ports.ts';

/** Writes once an hour that this program runs: the only write of an hour in which nobody comes, and what completeness is. */
export function createHeartbeat(ledger: Ledger, clock: Clock): Job {
  let noted: string | undefined;
  // Hours of the machine's own clock, while no other is known: each finds an hour of its own when one is.
  const hourNow = () =>
    isKnown(clock.quality())
      ? `hour ${hourOf(clock.epochMs())}`
      : `since boot ${hourOf(clock.monotonicMs())}`;
  return {
    name: 'noting that the portal runs',
    everyMs: 20_000,
    async run() {
      const hour = hourNow();
      if (hour === noted) return;
      noted = hour;
      await ledger.record([{ metric: 'present', parts: {} }]);
    },
  };
}
