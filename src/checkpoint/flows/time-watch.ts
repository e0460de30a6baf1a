import type { Job } from '../../platform/jobs.ts';
import type { VouchedClock } from '../../platform/vouched-clock.ts';
import type { TimeServer } from '../ports.ts';

/** Asks once a minute, until it has, whether a time server has set the clock: a program that leaves no mark when it does. */
export function createTimeWatch(timeServer: TimeServer, clock: VouchedClock): Job {
  return {
    name: 'asking timedatectl whether a time server has set the clock',
    everyMs: 60_000,
    async run() {
      if (clock.quality() !== 'ntp' && (await timeServer.hasSet())) clock.isSet();
    },
  };
}
