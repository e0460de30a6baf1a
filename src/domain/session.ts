/** A tap this soon after a session's end is the same visit going on, not a new one. */
export const RENEWAL_GRACE_MS = 10 * 60_000;

/** What a successful grant is counted as, by the monotonic end of the client's last session. */
export function grantKind(lastEndMs: number | undefined, nowMs: number): 'session' | 'renewed' {
  return lastEndMs !== undefined && nowMs < lastEndMs + RENEWAL_GRACE_MS ? 'renewed' : 'session';
}

/** `ended`: captive, and a moment ago it was not. */
export type ClientState = 'captive' | 'ended' | 'granted';

/** By the monotonic end of the client's last session, as long as that is remembered. */
export function stateOf(endMs: number | undefined, nowMs: number): ClientState {
  if (endMs === undefined || endMs + RENEWAL_GRACE_MS <= nowMs) return 'captive';
  return nowMs < endMs ? 'granted' : 'ended';
}

/** Time online, by the monotonic clock. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const DAY_MS = 24 * 3_600_000;

/** Milliseconds of the spans that lie in the 24 hours before now. */
export function usedMs(spans: readonly Span[], nowMs: number): number {
  const sinceMs = nowMs - DAY_MS;
  return spans.reduce(
    (sum, { startMs, endMs }) => sum + Math.max(0, Math.min(endMs, nowMs) - Math.max(startMs, sinceMs)),
    0,
  );
}

/** A client has been online as long in these 24 hours as the config lets one be. */
export class AllowanceUsedError extends Error {
  constructor() {
    super('the allowance of these 24 hours is used up');
    this.name = 'AllowanceUsedError';
  }
}
