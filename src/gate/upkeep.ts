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
  /** How it is done on this box, where there is more than one way. */
  state?(): string;
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
  const { name, everyMs } = upkeep;
  let isSetUp = false;
  let mended = 0;
  let fault: string | undefined;
  const keep = async () => {
    const done = await upkeep.keep();
    // What the first round finds missing was never there.
    if (done !== undefined && isSetUp) {
      mended += 1;
      log.warn(`mended the ${name}: ${done}`);
    } else if (done !== undefined) {
      log.info(`set up the ${name}: ${done}`);
    }
    isSetUp = true;
  };
  return {
    job: {
      name: `keeping the ${name}`,
      everyMs,
      async run() {
        try {
          await keep();
          fault = undefined;
        } catch (error) {
          fault = reasonOf(error);
          throw error;
        }
      },
    },
    report: () => ({
      name,
      mended,
      ...(fault !== undefined && { fault }),
      ...(upkeep.state && { state: upkeep.state() }),
    }),
  };
}
