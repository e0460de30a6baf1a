/** A tap this soon after a session's end is the same visit going on, not a new one. */
export const RENEWAL_GRACE_MS = 10 * 60_000;

/** What a successful grant is counted as, by the monotonic end of the client's last session. */
export function grantKind(lastEndMs: number | undefined, nowMs: number): 'session' | 'renewed' {
  return lastEndMs !== undefined && nowMs < lastEndMs + RENEWAL_GRACE_MS ? 'renewed' : 'session';
}

export type ClientState = 'captive' | 'granted';

export function stateOf(endMs: number | undefined, nowMs: number): ClientState {
  return endMs !== undefined && nowMs < endMs ? 'granted' : 'captive';
}
