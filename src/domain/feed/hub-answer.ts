import { printable } from '../printable.ts';
import { ITEMS_AT_MOST, type Position, parsePosition } from './batch.ts';

/** What a hub says to a batch. Nothing in it is to be believed before it was compared with what was sent. */
export interface HubAnswer {
  /** How far the hub has stored the feed. */
  readonly ack: Position;
  readonly rejected: readonly Rejected[];
  /** When to come again, within bounds; undefined where it does not say. */
  readonly nextMs: number | undefined;
  /** Its clock, in milliseconds since 1970; undefined where it does not say. */
  readonly timeMs: number | undefined;
}

/** An item that the hub does not take. */
export interface Rejected {
  readonly seq: number;
  /** In letters that do no harm to a terminal or a log. */
  readonly reason: string;
}

/** Far more than a hub has to say. */
export const ANSWER_BYTES_AT_MOST = 64 * 1024;

const NEXT_MS = { least: 60_000, most: 24 * 3_600_000 } as const;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Undefined where it does not say how far the hub has come. What else is missing, or is no such thing, is left out. */
export function readHubAnswer(text: string): HubAnswer | undefined {
  const fields = fieldsOf(parseJson(text));
  const ack = typeof fields.ack === 'string' ? parsePosition(fields.ack) : undefined;
  if (!ack) return undefined;
  return {
    ack,
    rejected: readRejected(fields.rejected),
    nextMs: readNext(fields.next_s),
    timeMs: readTime(fields.time),
  };
}

function readRejected(value: unknown): readonly Rejected[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, ITEMS_AT_MOST).flatMap((each) => {
    const { seq, reason } = fieldsOf(each);
    if (!Number.isSafeInteger(seq)) return [];
    return [{ seq: seq as number, reason: typeof reason === 'string' ? printable(reason, 40) : '?' }];
  });
}

function readNext(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return Math.min(Math.max(NEXT_MS.least, value * 1000), NEXT_MS.most);
}

function readTime(value: unknown): number | undefined {
  const timeMs = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
