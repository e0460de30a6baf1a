import type { Mac } from '../../domain/mac.ts';
import { AllowanceUsedError, type Span, usedMs } from '../../domain/session.ts';
import type { Clock } from '../../platform/clock.ts';
import { createPseudonyms } from './pseudonyms.ts';

/** Below this a session would end before the page that announces it is read. */
const SECONDS_AT_LEAST = 60;
/** Some 4 MB. Past it the client that has been silent longest begins anew: better than to keep a traveler out. */
const CLIENTS_AT_MOST = 20_000;

/** How long each client may be online in 24 hours: in memory, by the monotonic clock, forgotten at a restart. */
export interface Allowance {
  /** What is left of the `seconds` asked for. @throws {AllowanceUsedError} where less than a minute is. */
  take(mac: Mac, seconds: number): number;
  /** Notes that the client is online from now on for so many seconds, instead of what was noted before. */
  begin(mac: Mac, seconds: number): void;
}

/** Without a limit nothing is remembered. */
export function createAllowance({
  minutesPerDay,
  clock,
}: {
  minutesPerDay: number | undefined;
  clock: Clock;
}): Allowance {
  if (minutesPerDay === undefined) return { take: (_mac, seconds) => seconds, begin: () => undefined };
  const limitMs = minutesPerDay * 60_000;
  const pseudonymOf = createPseudonyms();
  const spans = new Map<string, readonly Span[]>();
  return {
    take(mac, seconds) {
      const leftMs = limitMs - usedMs(spans.get(pseudonymOf(mac)) ?? [], clock.monotonicMs());
      const given = Math.min(seconds, Math.floor(leftMs / 1000));
      if (given < SECONDS_AT_LEAST) throw new AllowanceUsedError();
      return given;
    },
    begin(mac, seconds) {
      const client = pseudonymOf(mac);
      const nowMs = clock.monotonicMs();
      const past = (spans.get(client) ?? [])
        .map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, nowMs) }))
        .filter((span) => usedMs([span], nowMs) > 0);
      spans.delete(client);
      spans.set(client, [...past, { startMs: nowMs, endMs: nowMs + seconds * 1000 }]);
      const [longestSilent] = spans.keys();
      if (spans.size > CLIENTS_AT_MOST && longestSilent !== undefined) spans.delete(longestSilent);
    },
  };
}
