import type { Period } from '../../../../domain/period.ts';
import type { Slot } from '../../../../domain/slots.ts';
import { MAIN } from './figures-view.ts';
import { slotName } from './plot-view.ts';
import type { Saying } from './saying.ts';
import { PAGE_WORDS } from './words.ts';

export interface TableRow {
  readonly name: string;
  /** One for each main figure; a dash where nobody counted, as that is not zero. */
  readonly cells: readonly string[];
  readonly remark: string;
}

/** The plots' figures, row by row, of every hour or day that was expected or has any. */
export function tableRows(slots: readonly Slot[], by: Period['by'], saying: Saying): readonly TableRow[] {
  return slots.flatMap((slot) => {
    const { row, state } = slot;
    if (!row) return [];
    return {
      name: slotName(slot, by),
      cells: MAIN.map((metric) => (state === 'silent' ? '–' : saying.number(row.totals[metric] ?? 0))),
      remark: remarkOf(slot, row, saying),
    };
  });
}

function remarkOf({ state, isRunning }: Slot, row: NonNullable<Slot['row']>, { say }: Saying): string {
  const { hoursPresent: present, hoursExpected: hours, hoursEstimated: n } = row;
  const remarks: readonly (string | false)[] = [
    isRunning && say(PAGE_WORDS.running),
    state === 'silent' && say(PAGE_WORDS.silent),
    state === 'part' && present < hours && say(PAGE_WORDS.someSilent, { present, hours }),
    n > 0 && say(PAGE_WORDS.estimated, { n }),
  ];
  return remarks.filter((remark) => remark !== false).join('; ');
}
