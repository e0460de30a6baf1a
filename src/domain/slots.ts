import type { Hour } from './clock.ts';
import type { CountsRow } from './counts.ts';
import { createNaming, type Period } from './period.ts';

/**
 * How far the figures of an hour or a day are all there: `part` where some hours are silent or still to come, `silent` where nobody
 * counted, which is not zero, also before the checkpoint first ran, and `ahead` where nobody could yet.
 */
export type SlotState = 'whole' | 'part' | 'silent' | 'ahead';

/** A place on the axis of time, whether or not anything was counted there. */
export interface Slot {
  readonly firstHour: Hour;
  readonly state: SlotState;
  /** Whether the hour that was asked in, which is not over, lies in it. */
  readonly isRunning: boolean;
  readonly isEstimated: boolean;
  readonly row: CountsRow | undefined;
}

/** Every hour or day of a period in its order, with the row of the report that it has. */
export function slotsOf(period: Period, rows: readonly CountsRow[], nowHour: Hour): readonly Slot[] {
  const startOf = createNaming(period.by);
  const byStart = new Map(rows.map((row) => [row.start, row]));
  const hours = new Map<string, { firstHour: Hour; length: number }>();
  for (let hour = period.firstHour; hour < period.endHour; hour++) {
    const { firstHour, length } = hours.get(startOf(hour)) ?? { firstHour: hour, length: 0 };
    hours.set(startOf(hour), { firstHour, length: length + 1 });
  }
  return [...hours].map(([start, { firstHour, length }]) => {
    const row = byStart.get(start);
    const isRunning = nowHour >= firstHour && nowHour < firstHour + length;
    const isEstimated = (row?.hoursEstimated ?? 0) > 0;
    if (!row)
      return { firstHour, isRunning, isEstimated, row, state: firstHour > nowHour ? 'ahead' : 'silent' };
    // What runs is never whole.
    const state = stateOf(row, isRunning ? Number.POSITIVE_INFINITY : length);
    return { firstHour, isRunning, isEstimated, row, state };
  });
}

function stateOf(row: CountsRow, hours: number): SlotState {
  if (row.hoursPresent >= hours) return 'whole';
  // Counters that lie where nobody said to be there were written while the clock was wrong: they are shown.
  const isEmpty = row.hoursPresent === 0 && Object.values(row.totals).every((n) => n === 0);
  return isEmpty ? 'silent' : 'part';
}
