/** What a destination's address answered when the checkpoint asked it over the uplink. */
export type LinkAnswer = { readonly status: number } | { readonly fault: LinkFault };

/**
 * Why there was no HTTP answer. `mute`: nothing within the time; `broken`: hung up, or answered something that is no HTTP;
 * `date`: the certificate is not valid now; `chain`: no way from it to an authority that this box knows.
 */
export type LinkFault = 'name' | 'refused' | 'mute' | 'broken' | 'tls' | 'date' | 'chain';

/** What one answer alone says of the place; `unclear`: nothing. */
export type LinkVerdict = 'lives' | 'fails' | 'unclear';

export type LinkState = 'alive' | 'dead' | 'unknown';

/** What is known of a place after some checks. Moments are of the monotonic clock. */
export interface LinkView {
  readonly state: LinkState;
  /** When it came into this state; undefined while it is unknown. */
  readonly sinceMs: number | undefined;
  /** When a check last said something. */
  readonly checkedMs: number | undefined;
  /** The failures in a row that count, and when the first of them was; undefined where there is none. */
  readonly failures: number;
  readonly failingSinceMs: number | undefined;
  /** What the last of them was. */
  readonly failure: LinkAnswer | undefined;
  /** When it is to be asked next. */
  readonly dueMs: number;
}

/** One check, as the rule sees it. */
export interface LinkCheck {
  readonly answer: LinkAnswer;
  /** Of the wall clock: whether a time server has set it. */
  readonly isClockSet: boolean;
  /** Whether the uplink's own probe was answered right after: only then is a failure the place's own. */
  readonly isUplinkGood: boolean;
  /** When it ended. */
  readonly atMs: number;
}

/** How often places are asked, and how long one must fail. */
export interface LinkPace {
  /** From one check of a place to the next, while it lives or says nothing. */
  readonly aliveMs: number;
  /** The same after its first failure, its second, and so on; the last one holds from there on. */
  readonly failingMs: readonly [number, ...number[]];
  /** Between two checks of any places. */
  readonly apartMs: number;
  /** It is dead after so many failures in a row, */
  readonly failuresToDie: number;
  /** the last of them so long after the first. */
  readonly dyingMs: number;
}

const MINUTE_MS = 60_000;

/**
 * The link is paid by the MB. A check costs 7 kB down and 1 kB up (measured, with a chain of two RSA certificates and a small
 * page), and of a large page as much more as the server sends before it hears that we have hung up: some 14 kB (RFC 6928).
 * The six places of the usual config are 2 to 6 MB a day, where the uplink's own probe is 10.
 */
export const LINK_PACE: LinkPace = {
  aliveMs: 30 * MINUTE_MS,
  failingMs: [2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS],
  apartMs: 10_000,
  failuresToDie: 3,
  dyingMs: 5 * MINUTE_MS,
};

/** Of a site that does not like to be asked by a program, or without a login: it lives. */
const REFUSALS: readonly number[] = [401, 403, 405, 429];
const GONE: readonly number[] = [404, 410];

const FAULTS: Readonly<Record<LinkFault, LinkVerdict>> = {
  name: 'fails',
  refused: 'fails',
  mute: 'fails',
  broken: 'fails',
  tls: 'fails',
  date: 'fails',
  // Phones fetch a missing half of a chain by themselves, and may know an authority that is younger than our Node.
  chain: 'unclear',
};

/** Without a set clock nobody can tell whether a certificate is out of date. */
export function linkVerdict(answer: LinkAnswer, isClockSet: boolean): LinkVerdict {
  if ('fault' in answer) return answer.fault === 'date' && !isClockSet ? 'unclear' : FAULTS[answer.fault];
  const { status } = answer;
  if (status < 400 || REFUSALS.includes(status)) return 'lives';
  return status >= 500 || GONE.includes(status) ? 'fails' : 'unclear';
}

/** A place that nobody has asked yet. */
export function firstLinkView(dueMs: number): LinkView {
  return {
    state: 'unknown',
    sinceMs: undefined,
    checkedMs: undefined,
    failures: 0,
    failingSinceMs: undefined,
    failure: undefined,
    dueMs,
  };
}

/** What is known after a check. One good answer brings a place to life; to die takes several failures and some minutes. */
export function afterCheck(view: LinkView, check: LinkCheck, pace: LinkPace = LINK_PACE): LinkView {
  const { answer, isClockSet, isUplinkGood, atMs } = check;
  const verdict = linkVerdict(answer, isClockSet);
  if (verdict === 'unclear') return { ...view, dueMs: atMs + pace.aliveMs };
  if (verdict === 'lives') {
    const alive = turn(view, 'alive', atMs);
    return { ...firstLinkView(atMs + pace.aliveMs), ...alive, checkedMs: atMs };
  }
  if (!isUplinkGood) return { ...view, dueMs: atMs + pace.failingMs[0] };
  const failures = view.failures + 1;
  const failingSinceMs = view.failingSinceMs ?? atMs;
  const isOver = failures >= pace.failuresToDie && atMs - failingSinceMs >= pace.dyingMs;
  return {
    ...(isOver ? turn(view, 'dead', atMs) : { state: view.state, sinceMs: view.sinceMs }),
    checkedMs: atMs,
    failures,
    failingSinceMs,
    failure: answer,
    dueMs: atMs + (pace.failingMs[failures - 1] ?? pace.failingMs.at(-1) ?? pace.aliveMs),
  };
}

function turn(
  { state, sinceMs }: LinkView,
  next: LinkState,
  atMs: number,
): Pick<LinkView, 'state' | 'sinceMs'> {
  return { state: next, sinceMs: state === next ? sinceMs : atMs };
}
