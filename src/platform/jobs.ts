import type { Log } from './log.ts';
import { createWatch } from './watch.ts';

/** Work that comes back: a row a job. */
export interface Job {
  /** What it does, as the log says it: "noting that the portal runs". */
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void> | void;
}

/**
 * Runs each job now and then again and again, each round a full `everyMs` after the last one ended. A job that fails is
 * logged once until it succeeds again, and tried at its next time.
 */
export function startJobs(jobs: readonly Job[], log: Log): { stop(): void } {
  const timers = new Map<Job, NodeJS.Timeout>();
  let stopped = false;
  for (const job of jobs) {
    const watch = createWatch(log, {
      failing: `${job.name} failed, trying again`,
      working: `${job.name} works again`,
    });
    const round = async (): Promise<void> => {
      try {
        await job.run();
        watch.worked();
      } catch (error) {
        watch.failed(error);
      }
      if (!stopped) timers.set(job, setTimeout(() => void round(), job.everyMs).unref());
    };
    void round();
  }
  return {
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
