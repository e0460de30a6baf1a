import type { Hub, HubReply } from '../../src/checkpoint/ports.ts';
import { type Batch, formatPosition, type Position, parsePosition } from '../../src/domain/feed/batch.ts';
import { decodeBatch } from '../../src/domain/feed/decode.ts';
import type { SignedBatch } from '../../src/domain/feed/file.ts';
import { PushError } from '../../src/domain/feed/push-fault.ts';
import { createMerge } from '../domain/feed/merge.ts';

/** What a batch's way to the reader that asked for it does to it. `kept for later`: it comes after others that were asked for later. */
export const PULLS = [
  'arrives',
  'is lost',
  'arrives twice',
  'is kept for later',
  'arrives, but the reader forgets its place',
] as const;

/** What becomes of a batch that is handed to the hub, a row each: what it stores, and what it says. */
const HANDED = {
  arrives: ({ store, good }) => {
    store();
    return good();
  },
  'is lost': () => silent(),
  'is stored, but the answer is lost': ({ store }) => {
    store();
    return silent();
  },
  'arrives twice': ({ store, good }) => {
    store();
    store();
    return good();
  },
  'is kept for later': ({ keep }) => {
    keep();
    return silent();
  },
  'comes to a hub that forgets its place': ({ forget, store, good }) => {
    forget();
    store();
    return good();
  },
  'is stored by a hub that says it has less': ({ batch, store }) => {
    store();
    return ok({ ack: formatPosition(batch.since) });
  },
  'comes to a hub that says it has more than there is': ({ batch }) =>
    ok({ ack: formatPosition({ ...batch.next, seq: batch.next.seq + 7 }) }),
  'comes to a hub that speaks of another ledger': () => ok({ ack: '0123456789abcdef.3' }),
  'comes to a hub that is busy': () => ({ status: 503, retryAfter: '90', text: '' }),
  'comes to a hub that fails': () => ({ status: 500, retryAfter: undefined, text: '' }),
} satisfies Readonly<Record<string, (handed: Handed) => HubReply>>;

export type PushWay = keyof typeof HANDED;
export const PUSHES = Object.keys(HANDED) as PushWay[];

interface Handed {
  readonly batch: Batch;
  store(): void;
  /** It is stored when the late ones arrive. */
  keep(): void;
  forget(): void;
  good(): HubReply;
}

function silent(): never {
  throw new PushError('silent', 'no answer');
}

function ok(answer: { readonly ack: string; readonly time?: string }): HubReply {
  return { status: 200, retryAfter: undefined, text: JSON.stringify({ rejected: [], ...answer }) };
}

/** A district's program, that keeps the largest number it was ever told of each ledger's runs. */
function createKept() {
  const ledgers = new Map<string, ReturnType<typeof createMerge>>();
  const sessionsOf = (ledger: string) =>
    (ledgers.get(ledger)?.counters() ?? []).filter(({ by }) => by === 'language=vi');
  const sumOf = (ledger: string) => sessionsOf(ledger).reduce((sum, { n }) => sum + n, 0);
  return {
    take({ next, items }: Batch) {
      const merge = ledgers.get(next.ledger) ?? createMerge();
      ledgers.set(next.ledger, merge);
      merge.take(items);
    },
    ofAllCards: () => [...ledgers.keys()].reduce((sum, ledger) => sum + sumOf(ledger), 0),
    /** By the hour. */
    hours(ledger: string) {
      const hours: Record<string, number> = {};
      for (const { hour, n } of sessionsOf(ledger)) hours[hour] = (hours[hour] ?? 0) + n;
      return hours;
    },
  };
}

/** One that asks for the feed, and whose network does what it likes. */
export function createReader() {
  const { take, ...kept } = createKept();
  let position: Position | undefined;
  let late: Batch[] = [];
  let more = true;
  return {
    ...kept,
    position: () => position,
    hasMore: () => more,
    receive(text: string, way: (typeof PULLS)[number]) {
      if (way === 'is lost') return;
      const batch = decodeBatch(text);
      more = batch.more;
      if (way === 'is kept for later') late.push(batch);
      else take(batch);
      if (way === 'arrives twice') take(batch);
      if (way !== 'is kept for later') position = batch.next;
      if (way === 'arrives, but the reader forgets its place') position = parsePosition('0123456789abcdef.3');
    },
    takeLate() {
      for (const batch of late.reverse()) take(batch);
      late = [];
    },
  };
}

/**
 * One that the feed is handed to: how far it is, it says itself, and one place for a checkpoint is all that it keeps.
 * @param timeNow what its answers say of the time
 */
export function createHubInMemory(timeNow: () => string | undefined) {
  const { take, ...kept } = createKept();
  let place: Position = { ledger: '0000000000000000', seq: 0 };
  let ways: PushWay[] = [];
  let late: Batch[] = [];
  const store = (batch: Batch) => {
    const { since, next, items, reset } = batch;
    take(batch);
    const isKnown = since.seq === 0 || (place.ledger === next.ledger && since.seq <= place.seq);
    const seq = place.ledger === next.ledger && isKnown && !reset ? place.seq : 0;
    // One that leads over hours that it has not got moves it nowhere.
    place = { ledger: next.ledger, seq: isKnown ? (items.at(-1)?.seq ?? seq) : seq };
  };
  const answer = (batch: Batch): HubReply =>
    HANDED[ways.shift() ?? 'arrives']({
      batch,
      store: () => store(batch),
      keep: () => void late.push(batch),
      forget() {
        place = { ...place, seq: 0 };
      },
      good() {
        const time = timeNow();
        return ok({ ack: formatPosition(place), ...(time === undefined ? {} : { time }) });
      },
    });
  const port: Hub = {
    send: async ({ text }: SignedBatch) => answer(decodeBatch(text)),
    hangUp: () => undefined,
    close: () => undefined,
  };
  return {
    ...kept,
    port,
    /** What becomes of the next batches; all others arrive. */
    plan(next: readonly PushWay[]) {
      ways = [...next];
    },
    takeLate() {
      for (const batch of late.reverse()) store(batch);
      late = [];
    },
  };
}
