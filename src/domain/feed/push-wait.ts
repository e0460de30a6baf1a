/** After a failure that may pass by itself. */
const WAIT_MS = { least: 5000, most: 15 * 60_000 } as const;
const RETRY_AFTER_AT_MOST_MS = 3_600_000;
/** The same for all checkpoints of a province that come back after one power cut. */
const FIRST_MS = 300_000;

/** Statuses that say "later" (RFC 9110 section 15, RFC 6585 section 4): what is tried again before the next round. */
const LATER: readonly number[] = [429, 502, 503, 504];

export function saysLater(status: number): boolean {
  return LATER.includes(status);
}

/** From the start to the first try; `chance` lies in [0, 1). */
export function firstWaitMs(chance: number): number {
  return chance * FIRST_MS;
}

/** What one failure after the other makes of it: twice as long each time, and of that any part, so that no two checkpoints go in step. */
export function backOffMs(failures: number, chance: number): number {
  return Math.max(WAIT_MS.least, chance * Math.min(WAIT_MS.most, WAIT_MS.least * 2 ** failures));
}

/** RFC 9110 section 10.2.3: seconds, or a date, which is worth as much as our clock. Undefined where it is neither. */
export function retryAfterMs(written: string, nowMs: number): number | undefined {
  const askedMs = /^\d{1,10}$/.test(written) ? Number(written) * 1000 : Date.parse(written) - nowMs;
  if (Number.isNaN(askedMs)) return undefined;
  return Math.min(Math.max(WAIT_MS.least, askedMs), RETRY_AFTER_AT_MOST_MS);
}
