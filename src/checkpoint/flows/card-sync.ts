import type { Job } from '../../platform/jobs.ts';
import type { Ledger } from '../ports.ts';

/** What waits is synced before it is four seconds old, and a slow card takes its time: a power cut costs five seconds of counts at most. */
const [WAITS_MS, LOOK_MS] = [3500, 500];

/**
 * Brings the counts to the disk, by the age of what waits and not every so many seconds: each sync costs the card a block of 4 kB, and so
 * more of what comes shares one.
 */
export function createCardSync(ledger: Pick<Ledger, 'sync'>): Job {
  return {
    name: 'bringing the counts to the disk',
    everyMs: LOOK_MS,
    run: () => ledger.sync(WAITS_MS),
  };
}
