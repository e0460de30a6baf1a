import { dateOf, firstHourOf, type Hour } from './clock.ts';
import { addDays, type Period, parsePeriod } from './period.ts';

/** What an officer looks at: so many days, the last one named, and how finely they are cut. */
const SPANS = { 1: 'hour', 7: 'day', 30: 'day' } as const satisfies Readonly<Record<number, Period['by']>>;

export type Days = keyof typeof SPANS;
export const DAYS = Object.keys(SPANS).map(Number) as readonly Days[];

export interface Span {
  readonly days: Days;
  readonly period: Period;
  /** The last dates of the spans before and after this one; none after today. */
  readonly earlier: string;
  readonly later: string | undefined;
  /** Whether the hour that `nowHour` names, which is not over, lies in it. */
  readonly isRunning: boolean;
}

/** Whatever a query says, it is a span that ends today or before: what is no date, or lies ahead, is today. */
export function spanOf(query: { readonly days?: unknown; readonly to?: unknown }, nowHour: Hour): Span {
  const days = DAYS.find((one) => String(one) === query.days) ?? 1;
  const today = dateOf(nowHour);
  const asked = typeof query.to === 'string' && firstHourOf(query.to) !== undefined ? query.to : today;
  const to = asked < today ? asked : today;
  const period = parsePeriod({ from: addDays(to, 1 - days), to, by: SPANS[days] }, nowHour);
  if (typeof period === 'string') throw new Error(`no period of ${days} days ends on ${to}`);
  const after = addDays(to, days);
  return {
    days,
    period,
    earlier: addDays(to, -days),
    later: to === today ? undefined : after < today ? after : today,
    isRunning: nowHour < period.endHour,
  };
}

/**
 * What of a period may be held against the one before it, and that: hours that are over, and as many of them, so that a morning is
 * never held against a whole day.
 */
export function comparedHours(
  { firstHour, endHour }: Pick<Period, 'firstHour' | 'endHour'>,
  nowHour: Hour,
): { readonly now: Stretch; readonly before: Stretch } {
  const length = endHour - firstHour;
  const now = { firstHour, endHour: Math.min(endHour, Math.max(firstHour, nowHour)) };
  return { now, before: { firstHour: now.firstHour - length, endHour: now.endHour - length } };
}

/** `[firstHour, endHour)` */
export interface Stretch {
  readonly firstHour: Hour;
  readonly endHour: Hour;
}
