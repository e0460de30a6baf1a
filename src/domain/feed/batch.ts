import type { ClockQuality, Hour } from '../clock.ts';

/**
 * A counter as it travels: `by` is `''` or `split=part`. Its name is a text, not one of today's metrics: a reader keeps what a newer
 * checkpoint counts, and knows what it is after its own update.
 */
export interface FeedCounter {
  readonly metric: string;
  readonly by: string;
  readonly n: number;
}

/** All that one run has counted in one hour that is over; once it has been given, it never changes in its ledger. */
export interface FeedItem {
  /** Of the last change of any of its counters; grows with each change in this ledger. */
  readonly seq: number;
  /** Random, 16 hex digits; a start of the program has one or more. A run only ever adds to counters of its own. */
  readonly run: string;
  readonly hour: Hour;
  readonly clock: ClockQuality;
  readonly counters: readonly FeedCounter[];
}

/** How far a reader has read: `seq` counts within one ledger, which has a random id. */
export interface Position {
  /** 16 hex digits. */
  readonly ledger: string;
  readonly seq: number;
}

/** A piece of a checkpoint's feed: pulled, pushed, or carried as a line of a file, it is the same text and the same signature. */
export interface Batch {
  /** The checkpoint's id. */
  readonly checkpoint: string;
  /** Whether the reader's position says nothing here, so that this is the beginning: harmless, as what is told twice counts once. */
  readonly reset: boolean;
  /**
   * Where this piece begins, in this ledger. A reader that is not there moves its place by nothing: somebody on the way may have
   * sent it a later piece, over hours that it has not got.
   */
  readonly since: Position;
  /** By rising `seq`. */
  readonly items: readonly FeedItem[];
  /** Where the next piece begins. */
  readonly next: Position;
  /** Whether there is a next piece now. */
  readonly more: boolean;
  /**
   * All hours before this one have been given, once all batches up to here are read; those without a `present` are hours in which it did
   * not run. `EARLIEST_HOUR` where the checkpoint does not know the time.
   */
  readonly until: Hour;
}

/** Of items in a batch. */
export const ITEMS_AT_MOST = 500;

/** Of a batch as text, before compression. An hour is some 600 bytes, 4 kB with every destination there is. */
export const BATCH_BYTES_AT_MOST = 256 * 1024;

const POSITION = /^([0-9a-f]{16})\.(0|[1-9]\d{0,14})$/;

/** `<ledger>.<seq>` */
export function formatPosition({ ledger, seq }: Position): string {
  return `${ledger}.${seq}`;
}

/** Undefined where it is none. */
export function parsePosition(text: string): Position | undefined {
  const [, ledger, seq] = POSITION.exec(text) ?? [];
  return ledger === undefined ? undefined : { ledger, seq: Number(seq) };
}
