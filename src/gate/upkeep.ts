import type { UpkeepReport } from '../domain/gate.ts';
import type { Job } from '../platform/jobs.ts';
import { type Log, reasonOf } from '../platform/log.ts';

/** One thing that must hold on this box. */
export interface Upkeep {
  /** As the log and `status` name it: `firewall`. */
  readonly name: string;
  /** Well under the five seconds in which a checkpoint is to be whole again. */
  readonly everyMs: number;
  /** Looks whether it holds and mends it where it does not. Resolves to what was mended, in words. Rejects where it cannot. */
  keep(): Promise<string | undefined>;
}

/** A job for each thing, and what they have found so far. */
export function createUpkeeps(upkeeps: readonly Upkeep[], log: Log) {
  const rows = upkeeps.map((upkeep) => createRow(upkeep, log));
  return {
    jobs: rows.map(({ job }) => job),
    report: (): readonly UpkeepReport[] => rows.map(({ report }) => report()),
  };
}

function createRow(upkeep: Upkeep, log: Log): { job: Job; report(): UpkeepReport } {
  let isSetUp = false;
  let mended = 0;
  let fault: string | undefined;
  const tell = (done: string) => {
    // A box that has just started lacks much, and nobody has broken anything.
    if (!isSetUp) return log.info(`set up the ${upkeep.name}: ${done}`);
    mended += 1;
    log.warn(`mended the ${upkeep.name}: ${done}`);
  };
  return {
    job: {
      name: `keeping the ${upkeep.name}`,
      everyMs: upkeep.everyMs,
      async run() {
        try {
          const done = await upkeep.keep();
          fault = undefined;
          if (done !== undefined) tell(done);
          isSetUp = true;
        } catch (error) {
          fault = reasonOf(error);
          throw error;
        }
      },
    },
    report: () => ({ name: upkeep.name, mended, ...(fault === undefined ? {} : { fault }) }),
  };
}
