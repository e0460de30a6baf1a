import type { Clock } from './clock.ts';

/** A machine's clock, and what others say of it. */
export interface VouchedClock extends Clock {
  /** A time server has set the machine's own clock, whatever else is known: so it holds until this program ends. */
  isSet(): void;
  /** The hub says what time it is now: taken until a time server sets the clock. */
  isNow(epochMs: number): void;
}

/**
 * What differs by less is no other time: the answer's way took some of it, and a quartz goes wrong by a second or two a day. An hour
 * that ends now must not end twice.
 */
const SAME_MS = 60_000;

/** Goes by the best that is known: time server, hub, machine. From the hub's word on by the monotonic clock. */
export function createVouchedClock(machine: Clock): VouchedClock {
  let isServed = false;
  let hubOffsetMs: number | undefined;
  const quality = () => {
    if (isServed || machine.quality() === 'ntp') return 'ntp';
    return hubOffsetMs === undefined ? machine.quality() : 'hub';
  };
  return {
    ...machine,
    quality,
    epochMs: () =>
      quality() === 'hub' && hubOffsetMs !== undefined
        ? hubOffsetMs + machine.monotonicMs()
        : machine.epochMs(),
    isSet() {
      isServed = true;
    },
    isNow(epochMs) {
      const offsetMs = epochMs - machine.monotonicMs();
      if (hubOffsetMs === undefined || Math.abs(offsetMs - hubOffsetMs) >= SAME_MS) hubOffsetMs = offsetMs;
    },
  };
}
