import type { Grant } from '../../domain/gate.ts';
import type { Mac } from '../../domain/mac.ts';
import { type ClientState, grantKind, RENEWAL_GRACE_MS, stateOf } from '../../domain/session.ts';
import type { Clock } from '../../platform/clock.ts';

/** Who was let through and until when: in memory only, by the monotonic clock. The kernel holds the truth; this is its echo. */
export interface Sessions {
  stateOf(mac: Mac | undefined): ClientState;
  /** What is left of the client's session; 0 where it is captive. */
  secondsLeft(mac: Mac | undefined): number;
  /** Notes a grant that the gate has confirmed and says what it counts as. */
  begin(mac: Mac, seconds: number): 'session' | 'renewed';
  /** Notes that the door was shut before its time. */
  end(mac: Mac): void;
  /** Takes over what the kernel held before this program started. */
  restore(grants: readonly Grant[]): void;
  /** How many clients are let through now. */
  running(): number;
}

export function createSessions(clock: Clock): Sessions {
  const ends = new Map<Mac, number>();
  const forget = (nowMs: number) => {
    for (const [mac, endMs] of ends) if (endMs + RENEWAL_GRACE_MS <= nowMs) ends.delete(mac);
  };
  return {
    stateOf: (mac) => stateOf(mac && ends.get(mac), clock.monotonicMs()),
    secondsLeft: (mac) => Math.max(0, ((mac && ends.get(mac)) ?? 0) - clock.monotonicMs()) / 1000,
    begin(mac, seconds) {
      const nowMs = clock.monotonicMs();
      const kind = grantKind(ends.get(mac), nowMs);
      if (kind === 'session') forget(nowMs);
      ends.set(mac, nowMs + seconds * 1000);
      return kind;
    },
    end(mac) {
      if (ends.has(mac)) ends.set(mac, clock.monotonicMs());
    },
    restore(grants) {
      const nowMs = clock.monotonicMs();
      for (const { mac, seconds } of grants)
        ends.set(mac, Math.max(ends.get(mac) ?? 0, nowMs + seconds * 1000));
    },
    running: () => [...ends.values()].filter((endMs) => endMs > clock.monotonicMs()).length,
  };
}
