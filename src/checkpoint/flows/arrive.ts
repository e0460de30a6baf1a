import { dateOf, hourOf, isKnown } from '../../domain/clock.ts';
import type { Mac } from '../../domain/mac.ts';
import { familyOf } from '../../domain/probe.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Ledger, Neighbours } from '../ports.ts';
import { createPseudonyms } from './pseudonyms.ts';
import type { SelfTests } from './self-tests.ts';

/** A request of a phone, as far as it tells that the phone is here. */
export interface Sighting {
  readonly ip: string;
  /** In lower case, without port. */
  readonly host: string;
  readonly userAgent: string;
}

export interface Arrivals {
  /** Counts the phone behind a request, where it was not seen yet today. */
  see(sighting: Sighting): Promise<void>;
  /** Phones that an earlier run of this program let through, and so has counted. */
  restore(macs: readonly Mac[]): void;
}

/**
 * Past this many phones a day no more are counted: a figure too small is honest, one that doubles is not, and `dedupe_saturated` says of
 * which hours. Some 2 MB.
 */
const DEVICES_AT_MOST = 20_000;
/** For this long an address is taken for the phone it last was, so that its burst of probes costs one look-up. */
const SAME_PHONE_MS = 60_000;

export interface ArrivalParts {
  readonly neighbours: Neighbours;
  readonly ledger: Pick<Ledger, 'note'>;
  readonly selfTests: Pick<SelfTests, 'covers'>;
  readonly clock: Clock;
  readonly devicesAtMost?: number;
}

/**
 * Counts each phone once a local day, at the first thing it asks for. A phone is a keyed hash of its MAC; the key is random,
 * never leaves this memory, and is dropped at midnight with all that was made by it.
 */
export function createArrivals(parts: ArrivalParts): Arrivals {
  const { neighbours, ledger, selfTests, clock, devicesAtMost = DEVICES_AT_MOST } = parts;
  let day = createDay(clock, devicesAtMost);
  const noteFull = onceAnHour(clock, () => ledger.note([{ metric: 'dedupe_saturated', parts: {} }]));
  const today = () => {
    if (day.isOver()) day = createDay(clock, devicesAtMost);
    return day;
  };
  return {
    async see({ ip, host, userAgent }) {
      if (today().recent.has(ip)) return;
      const mac = await neighbours.macOf(ip);
      if (!mac || selfTests.covers(mac)) return;
      const { recent, look } = today();
      recent.add(ip);
      const sight = look(mac);
      if (sight === 'new')
        ledger.note([{ metric: 'device', parts: { family: familyOf({ host, userAgent }) } }]);
      if (sight === 'one too many') noteFull();
    },
    restore(macs) {
      const { look } = today();
      for (const mac of macs) look(mac);
    },
  };
}

/** Where nobody knows the date, a day is over after as many hours of the machine's own clock. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function createDay(clock: Clock, devicesAtMost: number) {
  const dateNow = () => {
    const vouched = clock.quality();
    return { vouched, date: isKnown(vouched) ? dateOf(hourOf(clock.epochMs())) : undefined };
  };
  const sinceMs = clock.monotonicMs();
  let known = dateNow();
  const pseudonymOf = createPseudonyms();
  const seen = new Set<string>();
  return {
    isOver() {
      const now = dateNow();
      if (now.date !== undefined && now.vouched === known.vouched) return now.date !== known.date;
      // That the clock is set at last, or better, makes no new day of this one: its phones would all be counted twice.
      if (now.date !== undefined) known = now;
      return clock.monotonicMs() - sinceMs >= DAY_MS;
    },
    recent: createRecent(clock),
    look(mac: Mac): 'new' | 'known' | 'one too many' {
      const phone = pseudonymOf(mac);
      if (seen.has(phone)) return 'known';
      if (seen.size >= devicesAtMost) return 'one too many';
      seen.add(phone);
      return 'new';
    },
  };
}

function createRecent(clock: Clock) {
  const addresses = new Set<string>();
  let sinceMs = clock.monotonicMs();
  return {
    has(ip: string): boolean {
      if (clock.monotonicMs() - sinceMs < SAME_PHONE_MS) return addresses.has(ip);
      addresses.clear();
      sinceMs = clock.monotonicMs();
      return false;
    },
    add: (ip: string) => addresses.add(ip),
  };
}

/** Does it now, unless it was done less than an hour ago by the machine's own clock. */
function onceAnHour(clock: Clock, work: () => void): () => void {
  let lastMs = -Infinity;
  return () => {
    if (clock.monotonicMs() - lastMs < HOUR_MS) return;
    lastMs = clock.monotonicMs();
    work();
  };
}
