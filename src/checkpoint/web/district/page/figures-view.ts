import { changeOf, isCompleteEnough } from '../../../../domain/change.ts';
import { dateOf, type Hour } from '../../../../domain/clock.ts';
import type { Counts } from '../../../../domain/counts.ts';
import { daysText, hourText } from '../../../../domain/date-text.ts';
import { DEFINITIONS } from '../../../../domain/definitions.ts';
import { differenceText } from '../../../../domain/number-text.ts';
import { comparedHours, type Span } from '../../../../domain/span.ts';
import type { Metric } from '../../../../domain/tally.ts';
import { type CountsParts, countPeriod } from '../counts-answer.ts';
import type { Saying } from './saying.ts';
import { SENTENCES } from './words.ts';

/** What an officer is asked for, in this order. */
export const MAIN = ['session', 'device', 'shown', 'opened', 'renewed'] as const satisfies readonly Metric[];
export type Main = (typeof MAIN)[number];

export interface FigureView {
  readonly metric: Main;
  readonly name: string;
  readonly meaning: string;
  readonly n: string;
  /** Against the period before; undefined where that would mislead. */
  readonly change: string | undefined;
}

/** The sums of what may be compared, and with what; or only why it may not. */
export interface Comparison {
  readonly words: string;
  readonly sums?: { readonly now: Counts['totals']; readonly before: Counts['totals'] };
}

export function figureViews(
  totals: Counts['totals'],
  { sums }: Comparison,
  { tongue, number }: Saying,
): readonly FigureView[] {
  return MAIN.map((metric) => {
    const { name, meaning } = DEFINITIONS.figures[metric];
    return {
      metric,
      name: name[tongue],
      meaning: meaning[tongue],
      n: number(totals[metric] ?? 0),
      change: sums && changeText(changeOf(sums.now[metric] ?? 0, sums.before[metric] ?? 0)),
    };
  });

  function changeText({ difference, percent }: ReturnType<typeof changeOf>): string {
    const all = differenceText(difference, tongue);
    return percent === undefined ? all : `${all} (${differenceText(percent, tongue)}%)`;
  }
}

/** What was counted, and in how many hours. */
interface Sums {
  readonly totals: Counts['totals'];
  readonly present: number;
}

/** Holds the hours that are over against as many of the period before, where both have figures of nearly all of them. */
export async function comparisonOf(
  parts: Pick<CountsParts, 'ledger' | 'clock'>,
  { span, nowHour, counts }: { readonly span: Span; readonly nowHour: Hour; readonly counts: Counts },
  { say }: Saying,
): Promise<Comparison> {
  const { by, firstHour, endHour } = span.period;
  const compared = comparedHours(span.period, nowHour);
  const hours = compared.now.endHour - firstHour;
  if (hours === 0) return { words: say(SENTENCES.tooEarly) };
  // The period itself is counted already; what is not over of it is an hour, where the whole would be a month.
  const rest = await countPeriod(parts, { by, firstHour: compared.now.endHour, endHour });
  const now = without(sumsOf(counts), sumsOf(rest));
  const before = sumsOf(await countPeriod(parts, { by, ...compared.before }));
  const length = endHour - firstHour;
  const words = (text: (typeof SENTENCES)[keyof typeof SENTENCES], { present }: Sums) =>
    say(text, {
      before: daysText(dateOf(firstHour - length), dateOf(firstHour - 1)),
      time: hourText(compared.now.endHour),
      hours,
      present,
    });
  if (!isCompleteEnough({ hours, ...before })) return { words: words(SENTENCES.notComparedBefore, before) };
  if (!isCompleteEnough({ hours, ...now })) return { words: words(SENTENCES.notComparedNow, now) };
  return {
    words: words(span.isRunning ? SENTENCES.comparedHours : SENTENCES.compared, now),
    sums: { now: now.totals, before: before.totals },
  };
}

function sumsOf({ totals, completeness }: Counts): Sums {
  return { totals, present: completeness.hoursPresent };
}

function without(all: Sums, rest: Sums): Sums {
  const totals = Object.entries(all.totals).map(([metric, n]) => [metric, n - (rest.totals[metric] ?? 0)]);
  return { totals: Object.fromEntries(totals), present: all.present - rest.present };
}
