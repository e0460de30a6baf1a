import type { NetworkState } from '../../domain/gate.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import { createWatch } from '../../platform/watch.ts';
import type { Gate } from '../ports.ts';

export interface DeclareParts {
  readonly gate: Pick<Gate, 'declare'>;
  /** What the portal knows at this moment. */
  readonly state: () => NetworkState;
  readonly log: Log;
}

export interface Declaring {
  /** Tells the gate at once; never rejects. */
  now(): Promise<void>;
  /** Tells it again and again: a gate that was started anew must learn it. */
  readonly job: Job;
}

/** The one place where the gate is told what the network must follow. */
export function createDeclaring({ gate, state, log }: DeclareParts): Declaring {
  const telling = createWatch(log, {
    failing: 'the gate does not hear how the network is',
    working: 'the gate hears again how the network is',
  });
  const now = () => gate.declare(state()).then(telling.worked, telling.failed);
  return { now, job: { name: 'telling the gate how the network is', everyMs: 5000, run: now } };
}
