import { dateOf, endHourOf, firstHourOf, formatHour, type Hour } from './clock.ts';

/** Local dates, both inclusive, and how finely the answer is cut. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly by: Grain;
  readonly firstHour: Hour;
  /** The hour after the last. */
  readonly endHour: Hour;
}

/** What one row of a report holds. Weeks begin on Monday, as everywhere in Vietnam's offices. */
export type Grain = 'hour' | 'day' | 'week' | 'month';

/**
 * For each grain how a row is named after any hour in it, and how many days one answer may hold: by day a year and what is left of
 * the last month, by week and month two years side by side. A row may be cut off by the period's ends: its name stays.
 */
const GRAINS: Readonly<Record<Grain, { startOf(hour: Hour): string; readonly daysAtMost: number }>> = {
  hour: { startOf: formatHour, daysAtMost: 31 },
  day: { startOf: dateOf, daysAtMost: 400 },
  week: { startOf: mondayOf, daysAtMost: 800 },
  month: { startOf: monthOf, daysAtMost: 800 },
};

/**
 * Names the row that an hour lies in. Hours come in their order, so a day is looked up once and not for each of its hours: 800 days
 * by week took 120 ms otherwise, while travelers waited.
 */
export function createNaming(by: Grain): (hour: Hour) => string {
  const { startOf } = GRAINS[by];
  if (by === 'hour') return startOf;
  let day = { first: 0, end: 0, name: '' };
  return (hour) => {
    if (hour < day.first || hour >= day.end) {
      const first = firstHourOf(dateOf(hour)) ?? hour;
      day = { first, end: endHourOf(first), name: startOf(hour) };
    }
    return day.name;
  };
}

export type PeriodFault = 'date' | 'order' | 'granularity' | 'too-long' | 'hour-public' | 'not-over';

/** What a query says; what is missing is undefined. */
export interface PeriodQuery {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly by?: unknown;
}

/**
 * The period that a query asks for, or what is wrong with it. Without `by` it is cut into days; without `from` it begins with the
 * day, week or month that `nowHour` lies in; without `to` it ends with that of `from`. A row called February that silently held
 * its first day only would be signed by somebody.
 */
export function parsePeriod(query: PeriodQuery, nowHour: Hour): Period | PeriodFault {
  const { by = 'day' } = query;
  if (!isGrain(by)) return 'granularity';
  const { from = firstDateOf(by, dateOf(nowHour)) } = query;
  if (typeof from !== 'string') return 'date';
  const firstHour = firstHourOf(from);
  if (firstHour === undefined) return 'date';
  const { to = lastDateOf(by, from) } = query;
  const lastDay = typeof to === 'string' ? firstHourOf(to) : undefined;
  if (typeof to !== 'string' || lastDay === undefined) return 'date';
  if (lastDay < firstHour) return 'order';
  const endHour = endHourOf(lastDay);
  if (endHour - firstHour > GRAINS[by].daysAtMost * 24) return 'too-long';
  return { from, to, by, firstHour, endHour };
}

/**
 * What of it may be published: days that are over, as the present one would be told again and again. Without dates it is
 * the day, week or month that yesterday lies in.
 */
export function parsePublicPeriod(query: PeriodQuery, nowHour: Hour): Period | PeriodFault {
  if (query.by === 'hour') return 'hour-public';
  const today = firstHourOf(dateOf(nowHour)) ?? nowHour;
  const period = parsePeriod(query, today - 1);
  if (typeof period === 'string' || period.endHour <= today) return period;
  if (period.firstHour >= today) return 'not-over';
  return { ...period, to: dateOf(today - 1), endHour: today };
}

function isGrain(by: unknown): by is Grain {
  return typeof by === 'string' && Object.hasOwn(GRAINS, by);
}

/** The Monday of the week that an hour lies in: `2021-02-01`. */
function mondayOf(hour: Hour): string {
  const date = dateOf(hour);
  return addDays(date, -weekdayOf(date));
}

/** `2021-02` */
function monthOf(hour: Hour): string {
  return dateOf(hour).slice(0, 7);
}

/** The first date of the row that a date lies in. */
function firstDateOf(by: Grain, date: string): string {
  if (by === 'week') return addDays(date, -weekdayOf(date));
  return by === 'month' ? `${date.slice(0, 7)}-01` : date;
}

function lastDateOf(by: Grain, date: string): string {
  if (by === 'week') return addDays(date, 6 - weekdayOf(date));
  if (by !== 'month') return date;
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Days since Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
