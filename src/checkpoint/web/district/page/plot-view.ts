import { type Bar, type BarPlot, placeBars } from '../../../../domain/bar-plot.ts';
import { dateOf } from '../../../../domain/clock.ts';
import { dayText, hourText, shortDayText } from '../../../../domain/date-text.ts';
import type { Period } from '../../../../domain/period.ts';
import { weekdayOf } from '../../../../domain/period.ts';
import type { Slot } from '../../../../domain/slots.ts';
import type { FigureView, Main } from './figures-view.ts';
import type { Saying } from './saying.ts';
import { PAGE_WORDS, SENTENCES, WEEKDAYS } from './words.ts';

export interface PlotView extends Pick<FigureView, 'metric' | 'name' | 'n'> {
  /** What a reader who cannot see it is told. */
  readonly description: string;
  readonly plot: BarPlot;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  /** One for each bar of the plot. */
  readonly bars: readonly { readonly slot: Slot; readonly words: string }[];
}

interface Shown {
  readonly by: Period['by'];
  readonly slots: readonly Slot[];
}

/** Every third hour has room for its name. */
const HOURS_APART = 3;
/** Up to so many days each has a name of its own, else Mondays have. */
const DAYS_NAMED = 7;

export function plotView(figure: FigureView, { by, slots }: Shown, saying: Saying): PlotView {
  const { metric, name, n } = figure;
  const bars = slots.map(
    (slot): Bar => ({ n: countOf(slot, metric), ...labelOf(slot, { by, slots }, saying) }),
  );
  const plot = placeBars(bars, saying.number);
  return {
    metric,
    name,
    n,
    description: describe(metric, { by, slots }, saying),
    plot,
    ticks: plot.ticks.map((tick) => ({ y: tick.y, text: saying.number(tick.n) })),
    bars: slots.map((slot) => ({
      slot,
      words: `${slotName(slot, by)}: ${countWords(slot, metric, saying)}`,
    })),
  };
}

/** `13:00–14:00`, `07/02/2021` */
export function slotName({ firstHour }: Slot, by: Period['by']): string {
  return by === 'hour' ? `${hourText(firstHour)}–${hourText(firstHour + 1)}` : dayText(dateOf(firstHour));
}

function countOf({ row }: Slot, metric: Main): number {
  return row?.totals[metric] ?? 0;
}

function countWords(slot: Slot, metric: Main, { say, number }: Saying): string {
  return slot.state === 'silent' ? say(PAGE_WORDS.silent) : number(countOf(slot, metric));
}

function labelOf({ firstHour }: Slot, { by, slots }: Shown, { tongue }: Saying): Omit<Bar, 'n'> {
  if (by === 'hour') {
    const isNamed = (firstHour - (slots[0]?.firstHour ?? 0)) % HOURS_APART === 0;
    return { label: isNamed ? [`${Number.parseInt(hourText(firstHour), 10)}h`] : [], labelAt: 'start' };
  }
  const weekday = weekdayOf(dateOf(firstHour));
  const isNamed = slots.length <= DAYS_NAMED || weekday === 0;
  const label = isNamed ? [WEEKDAYS[tongue][weekday] ?? '', shortDayText(firstHour)] : [];
  return { label, labelAt: 'middle' };
}

function describe(metric: Main, { by, slots }: Shown, { say }: Saying): string {
  const [highest] = [...slots].sort((one, other) => countOf(other, metric) - countOf(one, metric));
  const total = slots.reduce((sum, slot) => sum + countOf(slot, metric), 0);
  const silent = slots.filter(({ state }) => state === 'silent').length;
  return [
    highest && total > 0
      ? say(SENTENCES.highest, { total, n: countOf(highest, metric), when: slotName(highest, by) })
      : say(SENTENCES.nothing),
    ...(silent > 0 ? [say(SENTENCES.silentPlaces, { n: silent })] : []),
  ].join(' ');
}
