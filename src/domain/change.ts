/** How much of its hours a stretch must have figures of, before its sum is held against another one's. */
const COMPLETE_ENOUGH = 0.9;
/** Below this a percentage says more than the figures know: from 2 to 5 is no "+150 %". */
const PERCENT_FROM = 20;

export interface Change {
  readonly difference: number;
  /** Rounded; undefined where what was before is too small for one. */
  readonly percent: number | undefined;
}

export function changeOf(now: number, before: number): Change {
  const difference = now - before;
  return {
    difference,
    percent: before < PERCENT_FROM ? undefined : Math.round((difference / before) * 100),
  };
}

/** Of so many hours in all, also those before the checkpoint first ran. */
export function isCompleteEnough({ hours, present }: { hours: number; present: number }): boolean {
  return hours > 0 && present >= hours * COMPLETE_ENOUGH;
}
