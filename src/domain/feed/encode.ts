import { type Batch, type FeedItem, formatPosition } from './batch.ts';

/** Of the form below. A reader refuses one that it does not know. */
export const FEED_VERSION = 1;

/** A batch as text: one line of JSON in ASCII, always spelled the same way, as it is what is signed. */
export function encodeBatch(batch: Batch): string {
  return joinBatch(batch, batch.items.map(encodeItem));
}

/** The same of items that are texts already: whoever must know how long each is has encoded it. */
export function joinBatch(around: Omit<Batch, 'items'>, items: readonly string[]): string {
  const { checkpoint, reset, since, next, more, until } = around;
  const head = JSON.stringify({ v: FEED_VERSION, checkpoint, reset, since: formatPosition(since) });
  const tail = JSON.stringify({ next: formatPosition(next), more, until: hourText(until) });
  return `${head.slice(0, -1)},"items":[${items.join()}],${tail.slice(1)}`;
}

/** An item as it stands in a batch, in ASCII. */
export function encodeItem(item: FeedItem): string {
  return JSON.stringify(wireOf(item));
}

/** `{ "seq", "run", "hour": "2021-02-01T01:00Z", "clock", "n": { "session": { "language=vi": 3 }, "present": { "": 1 } } }` */
function wireOf({ seq, run, hour, clock, counters }: FeedItem) {
  const n: Record<string, Record<string, number>> = {};
  for (const counter of counters) {
    n[counter.metric] ??= {};
    (n[counter.metric] as Record<string, number>)[counter.by] = counter.n;
  }
  return { seq, run, hour: hourText(hour), clock, n };
}

/** An hour's start in UTC: `2021-02-01T01:00Z`. */
function hourText(hour: number): string {
  return `${new Date(hour * 3_600_000).toISOString().slice(0, 16)}Z`;
}
