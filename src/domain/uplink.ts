/** What one look at the uplink found; undefined where it was not asked this time, or cannot be. */
export interface Signals {
  /** A default route leads over the uplink's interface, and its link has a carrier. */
  readonly route: boolean;
  /** The next hop answers for its address (ARP); undefined on links without one, as ppp and wwan. */
  readonly gateway: boolean | undefined;
  /** A name server on the uplink gave the address of a probe. */
  readonly dns: boolean | undefined;
  /** A probe was answered 2xx: what else it says comes from a provider that wants money, or from nobody. */
  readonly http: boolean | undefined;
  /** Packets over the uplink's interface since it was made. */
  readonly traffic: { readonly sent: number; readonly received: number };
}

export type UplinkState = 'up' | 'down';

/** The first link of the chain that is broken. `http`: names are answered and the web is not, as on a SIM without credit. */
export type UplinkFault = 'route' | 'gateway' | 'dns' | 'http';

/** What is known of the uplink after some looks. Moments are of the monotonic clock. */
export interface UplinkView {
  readonly state: UplinkState;
  /** Why it is down; undefined while it is up. */
  readonly fault: UplinkFault | undefined;
  /** Looks in a row that spoke against the state. */
  readonly against: number;
  /** A free look saw what a costly one must explain, at once. */
  readonly suspicious: boolean;
  readonly traffic: Signals['traffic'] | undefined;
  /** When the last look began. */
  readonly lookedMs: number;
  /** When the last costly look began. */
  readonly askedMs: number;
}

export const FIRST_VIEW: UplinkView = {
  state: 'up',
  fault: undefined,
  against: 0,
  suspicious: true,
  traffic: undefined,
  lookedMs: Number.NEGATIVE_INFINITY,
  askedMs: Number.NEGATIVE_INFINITY,
};

/** One look may err; the next one decides. */
const LOOKS_TO_TURN = 2;
const LOOK_EVERY_MS = 1000;
/** The costly look is 1 kB on a link paid by the MB: while all is well and nobody waits, some 10 MB a day. */
const ASK_EVERY_MS = 10_000;

/** Whether the look due now must ask DNS and HTTP, and not only the kernel. */
export function mustAsk({ state, against, suspicious, askedMs }: UplinkView, nowMs: number): boolean {
  // Half a round early: a round that comes a moment too soon would else leave it to the next one.
  const isDue = nowMs >= askedMs + ASK_EVERY_MS - LOOK_EVERY_MS / 2;
  return state === 'down' || against > 0 || suspicious || isDue;
}

/** How long to wait before the next look: from one's beginning to the next, so that a look that waits in vain delays nothing. */
export function waitMs({ suspicious, lookedMs }: UplinkView, nowMs: number): number {
  return suspicious ? 0 : Math.max(0, lookedMs + LOOK_EVERY_MS - nowMs);
}

/** What is known after a look that began at `beganMs`. */
export function afterLook(view: UplinkView, signals: Signals, beganMs: number): UplinkView {
  const { traffic } = signals;
  const asked = signals.dns !== undefined || signals.http !== undefined;
  const seen = { traffic, lookedMs: beganMs, askedMs: asked ? beganMs : view.askedMs };
  const verdict = verdictOf(signals);
  if (verdict === undefined) return { ...view, ...seen, suspicious: isSuspicious(view, signals) };
  const fault = verdict === 'up' ? undefined : faultOf(signals);
  const settled = { ...seen, suspicious: false, against: 0 };
  if (verdict === view.state) return { ...view, ...settled, fault };
  const against = view.against + 1;
  // A route that is gone is no outlier: the kernel says so.
  const turns = against >= LOOKS_TO_TURN || !signals.route;
  return turns ? { ...settled, state: verdict, fault } : { ...view, ...settled, against };
}

/** What one look alone says, or undefined where it asked nobody. */
function verdictOf({ route, dns, http }: Signals): UplinkState | undefined {
  if (!route) return 'down';
  if (http) return 'up';
  return http === false || dns === false ? 'down' : undefined;
}

/** The first broken link of the chain, of signals that speak against it. */
export function faultOf({ route, gateway, dns }: Signals): UplinkFault {
  if (!route) return 'route';
  if (dns) return 'http';
  return gateway === false ? 'gateway' : 'dns';
}

/** Guests ask and nobody answers, or the next hop is gone. */
function isSuspicious({ traffic: before }: UplinkView, { traffic, gateway }: Signals): boolean {
  const mute = before && traffic.sent > before.sent && traffic.received === before.received;
  return mute === true || gateway === false;
}
