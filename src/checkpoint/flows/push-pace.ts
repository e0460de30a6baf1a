import type { PushError } from '../../domain/feed/push-fault.ts';
import { backOffMs, firstWaitMs, retryAfterMs } from '../../domain/feed/push-wait.ts';
import type { Clock } from '../../platform/clock.ts';

export interface PaceParts {
  readonly clock: Clock;
  /** Between rounds, where the hub does not say. */
  readonly minutes: number;
  /** A number in [0, 1), another one each time. */
  readonly chance: () => number;
}

const MINUTE_MS = 60_000;
/** Another try would get the same answer: these wait for the next round. */
const FINAL: readonly string[] = ['status', 'broken'];

/**
 * When to hand over next. After a power cut a whole province comes back at one moment: the first try is at a random one, and so is each
 * that follows a failure.
 */
export function createPace({ clock, minutes, chance }: PaceParts) {
  let dueMs = clock.monotonicMs() + firstWaitMs(chance());
  let failures = 0;
  const roundMs = minutes * MINUTE_MS;
  return {
    /** 0 or less: now. */
    waitMs: () => dueMs - clock.monotonicMs(),
    /** `nextMs`: what the hub asks for. */
    succeeded(nextMs = roundMs) {
      failures = 0;
      dueMs = clock.monotonicMs() + nextMs;
    },
    failed({ kind, retryAfter = '' }: PushError) {
      const isFinal = FINAL.includes(kind);
      failures = isFinal ? 0 : failures + 1;
      const again = () => retryAfterMs(retryAfter, clock.epochMs()) ?? backOffMs(failures, chance());
      dueMs = clock.monotonicMs() + (isFinal ? roundMs : again());
    },
  };
}
