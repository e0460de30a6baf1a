import { afterLook, FIRST_VIEW, mustAsk, type UplinkView, waitMs } from '../../domain/uplink.ts';
import { UPLINK } from '../../domain/uplink-words.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import type { Ledger, Uplink } from '../ports.ts';

export interface UplinkWatchParts {
  readonly uplink: Uplink;
  readonly ledger: Pick<Ledger, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the uplink has gone or come back. */
  readonly changed: () => void;
}

export interface UplinkWatch {
  /** What is known now. */
  view(): Pick<UplinkView, 'state' | 'fault'>;
  readonly job: Job;
  /** Counts what is not counted yet. */
  close(): void;
}

/** A power cut costs this much of the count, and an outage no more than a write a minute. */
const COUNT_EVERY_MS = 60_000;

/** Looks at the uplink again and again, and tells log, ledger and gate when it goes and when it is back. */
export function createUplinkWatch({ uplink, ledger, clock, log, changed }: UplinkWatchParts): UplinkWatch {
  const outage = createOutage(ledger, clock);
  let view = FIRST_VIEW;
  let isClosed = false;
  const take = (next: UplinkView) => {
    const before = view.state;
    view = next;
    outage.goesOn(view.state === 'down');
    if (view.state === before) return;
    if (view.fault) log.warn(`the uplink is ${UPLINK[view.fault].fault.en}`);
    else log.info('the uplink is up again');
    changed();
  };
  return {
    view: () => view,
    job: {
      name: 'looking at the uplink',
      everyMs: () => waitMs(view, clock.monotonicMs()),
      async run() {
        const beganMs = clock.monotonicMs();
        const signals = await uplink.look(mustAsk(view, beganMs));
        if (!isClosed) take(afterLook(view, signals, beganMs));
      },
    },
    close() {
      isClosed = true;
      outage.goesOn(false);
    },
  };
}

/** Counts the seconds of an outage, by the monotonic clock. What is less than a second waits for the next one. */
function createOutage(ledger: Pick<Ledger, 'record'>, clock: Clock) {
  let isDown = false;
  let seenMs = clock.monotonicMs();
  let uncountedMs = 0;
  const count = () => {
    const amount = Math.floor(uncountedMs / 1000);
    if (amount === 0) return;
    uncountedMs -= amount * 1000;
    void ledger.record([{ metric: 'uplink_down_seconds', parts: {}, amount }]);
  };
  return {
    /** Takes note of the time since it was last told, and of what holds from now on. */
    goesOn(down: boolean) {
      const nowMs = clock.monotonicMs();
      if (isDown) uncountedMs += nowMs - seenMs;
      seenMs = nowMs;
      if (isDown !== down || uncountedMs >= COUNT_EVERY_MS) count();
      isDown = down;
    },
  };
}
