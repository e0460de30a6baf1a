import { EARLIEST_HOUR, END_HOUR, type Hour, hourOf } from './clock.ts';

/** The time that a hub has told, and how it came. */
export interface HubTime {
  /** When it answered, by its own clock. */
  readonly epochMs: number;
  /** From the question to the answer, by ours. */
  readonly roundTripMs: number;
  /** The latest hour of which a time server has said here that it has come, if ever. */
  readonly vouchedHour: Hour | undefined;
}

/** A way that takes longer may have taken all of it in one direction. */
const ROUND_TRIP_AT_MOST_MS = 10_000;
const YEAR_HOURS = 366 * 24;

/**
 * What time it is as the answer comes, to half of its way; undefined where it is not to be believed. Over plain http anybody on the way
 * could have said it, and https vouches for little while the clock stands in 1970: so it must not lie before an hour that a time
 * server has seen come, nor a year after that; where none has, in this century.
 */
export function timeOf({ epochMs, roundTripMs, vouchedHour }: HubTime): number | undefined {
  const nowMs = epochMs + roundTripMs / 2;
  const hour = hourOf(nowMs);
  const [first, end] =
    vouchedHour === undefined ? [EARLIEST_HOUR, END_HOUR] : [vouchedHour, vouchedHour + YEAR_HOURS + 1];
  return roundTripMs <= ROUND_TRIP_AT_MOST_MS && hour >= first && hour < end ? nowMs : undefined;
}
