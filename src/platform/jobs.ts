import { type Log, reasonOf } from './log.ts';

/** Work that comes back: a row a job. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void> | void;
}

/**
 * Runs each job now, and resolves; then again and again, each round a full `everyMs` after the last one ended. A job that
 * fails is logged once until it succeeds again, and tried at its next time.
 */
export async function startJobs(jobs: readonly Job[], log: Log): Promise<{ stop(): void }> {
  const timers = new Map<Job, NodeJS.Timeout>();
  const failing = new Set<Job>();
  let stopped = false;
  const round = async (job: Job): Promise<void> => {
    try {
      await job.run();
      failing.delete(job);
    } catch (error) {
      if (!failing.has(job)) log.warn(`${job.name} failed, trying again: ${reasonOf(error)}`);
      failing.add(job);
    }
    if (!stopped) timers.set(job, setTimeout(() => void round(job), job.everyMs).unref());
  };
  await Promise.all(jobs.map(round));
  return {
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
