import { hourOf } from '../../domain/clock.ts';
import { PushError, type PushFault, pushFault } from '../../domain/feed/push-fault.ts';
import type { Job } from '../../platform/jobs.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import type { VouchedClock } from '../../platform/vouched-clock.ts';
import { createWatch } from '../../platform/watch.ts';
import type { Ledger } from '../ports.ts';
import { createPace, type PaceParts } from './push-pace.ts';
import { createRounds, type RoundParts } from './push-round.ts';
import type { UplinkWatch } from './uplink-watch.ts';

export interface PushParts extends RoundParts, PaceParts {
  readonly ledger: Pick<Ledger, 'id' | 'vouchedHour' | 'pending'>;
  readonly uplinkWatch: Pick<UplinkWatch, 'view'>;
  readonly clock: VouchedClock;
  readonly log: Log;
}

/** How the push stands: what the technician and the district are shown. */
export interface PushReport {
  readonly state: 'off' | 'pending' | 'ok' | 'failing';
  /** Since the hub last had all; undefined where it has not since the start. */
  readonly deliveredMinutesAgo?: number | undefined;
  /** Hours that are over and have not reached the hub; undefined until it has said what it has. */
  readonly hoursWaiting?: number | undefined;
  readonly fault?: PushFault | undefined;
  /** Hours that the hub does not take, and its first reasons; undefined where there are none. */
  readonly rejected?: { readonly hours: number; readonly reasons: readonly string[] } | undefined;
}

export interface Push {
  readonly job: Job;
  report(): PushReport;
  /** Gives up what is under way. */
  close(): void;
}

const MINUTE_MS = 60_000;
/** While the uplink is down it is looked for as often, and any part of that later. */
const UPLINK_MS = 30_000;
const REASONS_AT_MOST = 3;

/** Hands the counts to the hub, round after round. Nothing is lost where it does not come to that: all waits on the disk. */
export function createPush(parts: PushParts): Push {
  const { uplinkWatch, chance } = parts;
  const rounds = createRounds(parts);
  const pace = createPace(parts);
  const outcome = createOutcome(parts);
  let isClosed = false;

  const succeed = (nextMs: number | undefined) => {
    pace.succeeded(nextMs);
    outcome.worked();
  };
  const fail = (reason: unknown) => {
    if (isClosed) return;
    const error = reason instanceof PushError ? reason : new PushError('disk', reasonOf(reason));
    pace.failed(error);
    outcome.failed(error);
  };
  const isDown = () => uplinkWatch.view().state === 'down';
  return {
    job: {
      name: 'handing the counts to the hub',
      everyMs: () => Math.max(isDown() ? UPLINK_MS * (1 + chance()) : 1000, pace.waitMs()),
      async run() {
        if (!isClosed && !isDown() && pace.waitMs() <= 0) await rounds.go().then(succeed, fail);
      },
    },
    report: () => ({
      ...outcome.report(),
      hoursWaiting: backlog(parts, rounds.delivered()),
      rejected: rejectedOf(rounds.rejected()),
    }),
    close() {
      isClosed = true;
      parts.hub.close();
    },
  };
}

/** How the last round ended. */
function createOutcome({ clock, log }: Pick<PushParts, 'clock' | 'log'>) {
  const watch = createWatch(log, {
    failing: 'the counts do not reach the hub',
    working: 'the counts reach the hub again',
  });
  let deliveredMs: number | undefined;
  let fault: PushFault | undefined;
  return {
    worked() {
      deliveredMs = clock.monotonicMs();
      fault = undefined;
      watch.worked();
    },
    failed({ kind, message }: PushError) {
      fault = pushFault(kind, message);
      watch.failed(fault.why.en);
    },
    report(): Pick<PushReport, 'state' | 'deliveredMinutesAgo' | 'fault'> {
      const agoMs = deliveredMs === undefined ? undefined : clock.monotonicMs() - deliveredMs;
      if (agoMs === undefined) return { state: fault ? 'failing' : 'pending', fault };
      return { state: fault ? 'failing' : 'ok', deliveredMinutesAgo: Math.floor(agoMs / MINUTE_MS), fault };
    },
  };
}

function backlog({ ledger, clock }: PushParts, after: number | undefined): number | undefined {
  return after === undefined ? undefined : ledger.pending({ after, growing: hourOf(clock.epochMs()) }).hours;
}

function rejectedOf(rejected: ReadonlyMap<number, string>): PushReport['rejected'] {
  if (rejected.size === 0) return undefined;
  return { hours: rejected.size, reasons: [...new Set(rejected.values())].slice(0, REASONS_AT_MOST) };
}
