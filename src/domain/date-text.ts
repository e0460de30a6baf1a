import { dateOf, formatHour, formatMoment, type Hour } from './clock.ts';

/** `2021-02-07` as forms here have it: `07/02/2021`, in English too, as a reader in Vietnam compares it with Vietnamese papers. */
export function dayText(date: string): string {
  return date.split('-').reverse().join('/');
}

/** The local day of an hour, without its year: `07/02`. */
export function shortDayText(hour: Hour): string {
  return dayText(dateOf(hour)).slice(0, 5);
}

/** The local time of day at which an hour begins: `13:00`. */
export function hourText(hour: Hour): string {
  return formatHour(hour).slice(11, 16);
}

/** `13:05, 07/02/2021` */
export function momentText(epochMs: number): string {
  const moment = formatMoment(epochMs);
  return `${moment.slice(11, 16)}, ${dayText(moment.slice(0, 10))}`;
}

/** `07/02/2021`, or `01/02–07/02/2021`; with both years where they differ. */
export function daysText(from: string, to: string): string {
  if (from === to) return dayText(to);
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${isOneYear ? dayText(from).slice(0, 5) : dayText(from)}–${dayText(to)}`;
}
