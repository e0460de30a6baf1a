import type { Destination } from '../../domain/destination.ts';
import {
  afterCheck,
  firstLinkView,
  LINK_PACE,
  type LinkCheck,
  type LinkPace,
  type LinkView,
  linkVerdict,
} from '../../domain/link.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import type { Links, Uplink } from '../ports.ts';
import type { UplinkWatch } from './uplink-watch.ts';

export interface LinkWatchParts {
  readonly destinations: readonly Destination[];
  readonly links: Pick<Links, 'check'>;
  readonly uplink: Uplink;
  readonly uplinkWatch: Pick<UplinkWatch, 'view'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Undefined: as at a checkpoint. */
  readonly pace: LinkPace | undefined;
}

/** What is known of one destination. Moments are of the monotonic clock. */
export interface DestinationState extends Pick<LinkView, 'state' | 'sinceMs' | 'checkedMs' | 'failure'> {
  readonly destination: Destination;
}

export interface LinkWatch {
  /** In the order of the config. */
  view(): readonly DestinationState[];
  isDead(id: string): boolean;
  /** Another one whenever a destination has died or come back. */
  version(): string;
  readonly job: Job;
  /** Takes no notice of a check that ends later. */
  close(): void;
}

/**
 * Asks the destinations one after the other, again and again, while the uplink lives. What it knows is lost at a restart: then
 * nothing is dead until it has failed anew. Destinations with one address to check are one place.
 */
export function createLinkWatch(parts: LinkWatchParts): LinkWatch {
  const { destinations, uplinkWatch, clock, pace = LINK_PACE } = parts;
  const places = placesOf(destinations, clock.monotonicMs(), pace);
  const next = () => firstDue(places);
  let turns = 0;
  let isClosed = false;
  const check = async ([url, before]: Place) => {
    const now = afterCheck(before, await ask(parts, url), pace);
    if (isClosed) return;
    places.set(url, now);
    if (isDead(now) === isDead(before)) return;
    turns += 1;
    tell(parts.log, url, now);
  };
  const viewOf = ({ check: url }: Destination) => places.get(url) ?? firstLinkView(0);
  return {
    view: () => destinations.map((destination) => ({ destination, ...viewOf(destination) })),
    isDead: (id) => destinations.some((each) => each.id === id && isDead(viewOf(each))),
    version: () => String(turns),
    job: {
      name: 'asking whether the destinations answer',
      everyMs: () => Math.max(pace.apartMs, (next()?.[1].dueMs ?? 0) - clock.monotonicMs()),
      async run() {
        const place = next();
        const isDue = place && place[1].dueMs <= clock.monotonicMs();
        if (isDue && uplinkWatch.view().state === 'up') await check(place);
      },
    },
    close() {
      isClosed = true;
    },
  };
}

type Place = readonly [url: string, view: LinkView];

/** Their first checks stand apart, and so do all that follow. */
function placesOf(destinations: readonly Destination[], startMs: number, { apartMs }: LinkPace) {
  const urls = [...new Set(destinations.map(({ check }) => check))];
  return new Map(urls.map((url, index) => [url, firstLinkView(startMs + (index + 1) * apartMs)]));
}

function firstDue(places: ReadonlyMap<string, LinkView>): Place | undefined {
  return [...places].toSorted(([, a], [, b]) => a.dueMs - b.dueMs)[0];
}

/** A place that fails has the uplink's own probe asked, there and then: a kilobyte, and no broken link is taken for a dead place. */
async function ask({ links, uplink, clock }: LinkWatchParts, url: string): Promise<LinkCheck> {
  const answer = await links.check(url);
  const isClockSet = clock.quality() === 'ntp';
  const fails = linkVerdict(answer, isClockSet) === 'fails';
  const isUplinkGood = !fails || (await uplink.look(true)).http === true;
  return { answer, isClockSet, isUplinkGood, atMs: clock.monotonicMs() };
}

function isDead({ state }: LinkView): boolean {
  return state === 'dead';
}

function tell(log: Log, url: string, now: LinkView): void {
  const { hostname } = new URL(url);
  if (isDead(now)) log.warn(`${hostname} does not answer any more`);
  else log.info(`${hostname} answers again`);
}
