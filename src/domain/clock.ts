/**
 * Asia/Ho_Chi_Minh is UTC+7 without daylight saving, so its hours are UTC's hours and its day begins at 17:00 UTC.
 * Plain arithmetic rather than `Intl`: a Node built with a small ICU (OpenWrt's) does not know the zone.
 */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const HOUR_MS = 3_600_000;
const OFFSET_HOURS = 7;
const HOURS_A_DAY = 24;

/**
 * How far a time can be believed, the least first: it is only reckoned, the district's hub has told it, a time server has set the clock.
 * In the order of the alphabet too, so that SQL's `min` takes the lesser one.
 */
export const CLOCK_QUALITIES = ['estimated', 'hub', 'ntp'] as const;

export type ClockQuality = (typeof CLOCK_QUALITIES)[number];

/** Whether somebody vouches for the hour. */
export function isKnown(quality: ClockQuality): boolean {
  return quality !== 'estimated';
}

/** How well an hour is known in which counters of both lie. */
export function lesserQuality(a: ClockQuality, b: ClockQuality): ClockQuality {
  return CLOCK_QUALITIES.indexOf(a) < CLOCK_QUALITIES.indexOf(b) ? a : b;
}

/** Hours since 1970-01-01T00:00Z: the ledger's unit of time. */
export type Hour = number;

/** 2020-01-01T00:00Z. No checkpoint ran before: an earlier hour is the clock of a board without a battery. */
export const EARLIEST_HOUR: Hour = 438_288;

/** 2100-01-01T00:00Z. No hour from this one on is believed, whoever says so: a year of five digits could not even be written. */
export const END_HOUR: Hour = 1_139_568;

export function hourOf(epochMs: number): Hour {
  return Math.floor(epochMs / HOUR_MS);
}

/** The local date of an hour: `2021-02-07`. */
export function dateOf(hour: Hour): string {
  return local(hour).slice(0, 10);
}

/** The start of an hour in local time with its offset: `2021-02-07T13:00+07:00`. */
export function formatHour(hour: Hour): string {
  return `${local(hour).slice(0, 16)}+07:00`;
}

/** A moment in local time with its offset, to the second: `2021-02-07T13:05:09+07:00`. */
export function formatMoment(epochMs: number): string {
  return `${new Date(epochMs + OFFSET_HOURS * HOUR_MS).toISOString().slice(0, 19)}+07:00`;
}

/** The first hour of a local date, or undefined where the text is no date of the calendar (`2021-02-30`). */
export function firstHourOf(date: string): Hour | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const epochMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(epochMs)) return undefined;
  const hour = hourOf(epochMs) - OFFSET_HOURS;
  return dateOf(hour) === date ? hour : undefined;
}

/** A local date as it is written here: `2020-08-20` is `20/8/2020`. */
export function writtenDate(date: string): string {
  return date.split('-').reverse().map(Number).join('/');
}

/** The start of an hour in local time as it is written here: `20/8/2020 08:00`. */
export function writtenHour(hour: Hour): string {
  const [date = '', time = ''] = formatHour(hour).split('T');
  return `${writtenDate(date)} ${time.slice(0, 5)}`;
}

/** The hour after the last of a local date. */
export function endHourOf(firstHour: Hour): Hour {
  return firstHour + HOURS_A_DAY;
}

function local(hour: Hour): string {
  return new Date((hour + OFFSET_HOURS) * HOUR_MS).toISOString();
}
