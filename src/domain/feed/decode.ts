import { CLOCK_QUALITIES, type ClockQuality, EARLIEST_HOUR, type Hour } from '../clock.ts';
import {
  BATCH_BYTES_AT_MOST,
  type Batch,
  type FeedCounter,
  type FeedItem,
  ITEMS_AT_MOST,
  parsePosition,
} from './batch.ts';
import { encodeBatch, FEED_VERSION } from './encode.ts';
import { FeedError } from './fault.ts';

const ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const RUN = /^[0-9a-f]{16}$/;
const HOUR = /^\d{4}-\d\d-\d\dT\d\d:00Z$/;
const METRIC = /^[a-z][a-z_]{0,39}$/;
const BY = /^([a-z][a-z_]{0,19}=[\w.-]{1,64})?$/;
/** Counters of an hour: every destination and language that a config may have, several times over. */
const COUNTERS_AT_MOST = 500;

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a text says that claims to be a batch, from whomever it comes. A batch has one spelling: what reads as one and is written
 * otherwise is refused too, so that nothing that was signed can mean two things. @throws {FeedError}
 */
export function decodeBatch(text: string): Batch {
  if (text.length > BATCH_BYTES_AT_MOST) throw new FeedError('feed-too-large');
  const fields = fieldsOf(parseJson(text), '');
  if (typeof fields.v === 'number' && fields.v > FEED_VERSION) throw new FeedError('feed-version');
  const items = listOf(fields.items, ITEMS_AT_MOST, 'items').map(readItem);
  const batch: Batch = {
    checkpoint: matching(fields.checkpoint, ID, 'checkpoint'),
    reset: booleanOf(fields.reset, 'reset'),
    since: parsePosition(String(fields.since)) ?? refuse('since'),
    items,
    next: parsePosition(String(fields.next)) ?? refuse('next'),
    more: booleanOf(fields.more, 'more'),
    until: readHour(fields.until, 'until'),
  };
  checkOrder(batch);
  // Here also falls what has fields that nobody knows, or a counter twice.
  if (encodeBatch(batch) !== text) throw new FeedError('feed-format');
  return batch;
}

/** Whether it is as wide as a checkpoint's id may be. */
export function isCheckpointId(text: string): boolean {
  return ID.test(text);
}

function readItem(value: unknown, index: number): FeedItem {
  const at = `items.${index}`;
  const { seq, run, hour, clock, n } = fieldsOf(value, at);
  return {
    seq: countOf(seq, `${at}.seq`),
    run: matching(run, RUN, `${at}.run`),
    hour: readHour(hour, `${at}.hour`),
    clock: readQuality(clock, `${at}.clock`),
    counters: readCounters(n, `${at}.n`),
  };
}

function readCounters(value: unknown, at: string): FeedCounter[] {
  const counters = Object.entries(fieldsOf(value, at)).flatMap(([metric, cells]) =>
    Object.entries(fieldsOf(cells, `${at}.${matching(metric, METRIC, at)}`)).map(([by, n]) => ({
      metric,
      by: matching(by, BY, `${at}.${metric}`),
      n: countOf(n, `${at}.${metric}`),
    })),
  );
  return counters.length > 0 && counters.length <= COUNTERS_AT_MOST ? counters : refuse(at);
}

function readQuality(value: unknown, at: string): ClockQuality {
  return CLOCK_QUALITIES.find((quality) => quality === value) ?? refuse(at);
}

function readHour(value: unknown, at: string): Hour {
  const hour = Date.parse(matching(value, HOUR, at)) / 3_600_000;
  return hour >= EARLIEST_HOUR ? hour : refuse(at);
}

function checkOrder({ since, items, next }: Batch): void {
  if (since.ledger !== next.ledger) refuse('since');
  let last = since.seq;
  for (const [index, { seq }] of items.entries()) {
    if (seq <= last) refuse(`items.${index}.seq`);
    last = seq;
  }
  if (next.seq !== last) refuse('next');
}

function countOf(value: unknown, at: string): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : refuse(at);
}

function booleanOf(value: unknown, at: string): boolean {
  return typeof value === 'boolean' ? value : refuse(at);
}

function matching(value: unknown, pattern: RegExp, at: string): string {
  return typeof value === 'string' && pattern.test(value) ? value : refuse(at);
}

function listOf(value: unknown, atMost: number, at: string): readonly unknown[] {
  return Array.isArray(value) && value.length <= atMost ? value : refuse(at);
}

function fieldsOf(value: unknown, at: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(at);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(at: string): never {
  throw new FeedError('feed-format', at);
}
