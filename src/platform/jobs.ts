import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Log } from './log.ts';
import { createWatch } from './watch.ts';

/** Work that comes back: a row a job. */
export interface Job {
  /** What it does, as the log says it: "noting that the portal runs". */
  readonly name: string;
  /** From the end of a round to the next; a function is asked after each round. */
  readonly everyMs: number | (() => number);
  run(): Promise<void> | void;
}

/**
 * Runs each job now and then again and again, each round `everyMs` after the last one ended. A job that fails is
 * logged once until it succeeds again, and tried at its next time.
 */
export function startJobs(jobs: readonly Job[], log: Log): { stop(): void } {
  const ending = new AbortController();
  // Each job's wait listens once; Node takes more than ten for a leak.
  setMaxListeners(jobs.length, ending.signal);
  for (const job of jobs) void goOn(job, log, ending.signal);
  return { stop: () => ending.abort() };
}

async function goOn({ name, everyMs, run }: Job, log: Log, ending: AbortSignal): Promise<void> {
  const watch = createWatch(log, { failing: `${name} failed, trying again`, working: `${name} works again` });
  while (!ending.aborted) {
    try {
      await run();
      watch.worked();
    } catch (error) {
      watch.failed(error);
    }
    // Rejects when it is told to end, which the loop sees for itself.
    const waitMs = typeof everyMs === 'number' ? everyMs : everyMs();
    await setTimeout(waitMs, undefined, { ref: false, signal: ending }).catch(() => undefined);
  }
}
