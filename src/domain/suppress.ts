import type { Checkpoint } from './checkpoint.ts';
import { firstHourOf } from './clock.ts';
import { type Completeness, type Counts, type CountsRow, saturated } from './counts.ts';
import { FAMILIES } from './family.ts';
import { createNaming, type Grain } from './period.ts';
import { METRICS, type Metric, partOf, REPORTED } from './tally.ts';

/** What the public is told of a number: it is at least this, or less than this and maybe none. */
export type Figure = number | `<${number}`;

export interface PublicRule {
  /** A number under this is small, and all others are told in whole multiples of it; 10 at least. */
  readonly below: number;
  /** The parts of each split that are listed in any case; another one is where it was not small on some day. */
  readonly offered: Readonly<Record<string, readonly string[]>>;
}

/** What a checkpoint offers is no secret; why it refused a tap is listed where it was often. */
export function publicRuleOf({ languages, destinations, reporting }: Offering): PublicRule {
  const offered = { language: languages, family: FAMILIES, destination: destinations.map(({ id }) => id) };
  return { below: reporting.publicBelow, offered };
}

type Offering = Pick<Checkpoint, 'languages' | 'destinations' | 'reporting'>;

/**
 * Counts by day as they may be published, by day or more coarsely. Internal figures stay exact; these are for walls and newspapers.
 *
 * A part of a day's figure is told as the multiple of `below` under it, and a small one as `<10`, which covers none: not even that a single
 * Korean phone came by is told. So is a day's total, by itself; it is 0 only where nothing at all was counted, and then so are its parts.
 * What is hidden cannot be had by subtraction: each number that it could be subtracted from leaves `below` values open.
 *
 * - **In a day** the total and its parts still bind each other. Each part can be at the top of its ten values, as the total is never told
 *   lower than its parts. It can be at least in the upper half of them, as the total is told lower than it is where nearly all its parts
 *   stand at the top (`roomOf`). So of 10 values 6 stay open in a metric with one split. With two, which share one total, it is
 *   11 less the parts of the larger one: 5 with six languages, 2 with nine.
 * - **Over days** nothing binds: a week, a month, a total is the sum of what the days were told as, so whoever has all days can write
 *   it himself. No range of dates, and no table asked for at another time, can disclose more than the days do. It is a lower bound.
 * - **Within days** nothing is told: hours would be differences of days. A day is told when it is over (the caller sees to that).
 *   What a wrong clock brings to it later can change it: it is told anew by the same rule, which tells nothing small either.
 *
 * One day told twice with a different `below` is not covered: choose it once.
 *
 * Exact numbers with a second cell hidden beside the first would hide Vietnamese on most days, as two languages are all there is,
 * and a count that comes late would tell it.
 */
export function publish(days: Counts, by: Grain, rule: PublicRule): Counts<Figure> {
  const telling = { below: rule.below, listed: listParts(days.rows, rule) };
  const told = days.rows.map((day) => tellDay(day, telling));
  return {
    totals: addUpTotals(told, rule.below),
    completeness: days.completeness,
    rows: [...groupBy(by, told)].map(([start, group]) => addUp(start, group, telling)),
  };
}

function groupBy(by: Grain, days: readonly PublicRow[]): ReadonlyMap<string, PublicRow[]> {
  const startOf = createNaming(by);
  const groups = new Map<string, PublicRow[]>();
  for (const day of days) {
    const start = startOf(firstHourOf(day.start) ?? Number.NaN);
    const group = groups.get(start);
    if (group) group.push(day);
    else groups.set(start, [day]);
  }
  return groups;
}

type PublicRow = CountsRow<Figure>;

interface Telling {
  readonly below: number;
  /** `metric -> "split=part"`, the same for all days: that a part is missing says nothing. */
  readonly listed: Readonly<Partial<Record<Metric, readonly string[]>>>;
}

function listParts(days: readonly CountsRow[], { below, offered }: PublicRule): Telling['listed'] {
  const listOf = (metric: Metric) => {
    const listed = new Set(
      METRICS[metric].flatMap((split) => (offered[split] ?? []).map((part) => `${split}=${part}`)),
    );
    for (const { parts } of days)
      for (const [by, n] of Object.entries(parts[metric] ?? {})) if (n >= below) listed.add(by);
    return [...listed].sort();
  };
  return Object.fromEntries(REPORTED.map((metric) => [metric, listOf(metric)]));
}

function tellDay({ totals, parts, ...row }: CountsRow, { listed, below }: Telling): PublicRow {
  const told = { totals: {} as Record<string, Figure>, parts: {} as Record<Metric, Record<string, Figure>> };
  for (const metric of REPORTED) {
    const [total, cells] = [totals[metric] ?? 0, parts[metric] ?? {}];
    const tell = (least: number): Figure => (total === 0 || least > 0 ? least : `<${below}`);
    told.totals[metric] = tell(leastTotal(total, cells, below));
    told.parts[metric] = {};
    for (const by of listed[metric] ?? []) told.parts[metric][by] = tell(floorTo(below, cells[by] ?? 0));
  }
  return { ...row, ...told };
}

/** What a total is told as: at most itself, at least the sum of its parts as they are told. */
function leastTotal(total: number, cells: Readonly<Record<string, number>>, below: number): number {
  const splits = new Map<string, { parts: number; least: number }>();
  for (const [by, n] of Object.entries(cells)) {
    const { split } = partOf(by);
    const sum = splits.get(split) ?? { parts: 0, least: 0 };
    splits.set(split, { parts: sum.parts + 1, least: sum.least + floorTo(below, n) });
  }
  const sums = [...splits.values()];
  const least = Math.min(
    floorTo(below, total),
    ...sums.map((split) => split.least + roomOf(split.parts, below)),
  );
  return Math.max(least, ...sums.map((split) => split.least));
}

/** How far over the sum of its parts as told a total is told: were it all of it, each part would be known to be at the top of its values. */
function roomOf(parts: number, below: number): number {
  return Math.max(0, floorTo(below, parts * (below - 1) - Math.ceil(below / 2)));
}

function floorTo(below: number, n: number): number {
  return n - (n % below);
}

/** A row, from nothing but what its days are told as. */
function addUp(start: string, days: readonly PublicRow[], { listed, below }: Telling): PublicRow {
  const hours = (name: keyof Completeness) => days.reduce((sum, day) => sum + (day[name] ?? 0), 0);
  const partsOf = (metric: Metric) =>
    (listed[metric] ?? []).map((by) => [by, sumOf(days, ({ parts }) => parts[metric]?.[by], below)]);
  return {
    start,
    hoursExpected: hours('hoursExpected'),
    hoursPresent: hours('hoursPresent'),
    hoursEstimated: hours('hoursEstimated'),
    ...saturated(hours('hoursSaturated')),
    totals: addUpTotals(days, below),
    parts: Object.fromEntries(REPORTED.map((metric) => [metric, Object.fromEntries(partsOf(metric))])),
  };
}

function addUpTotals(days: readonly PublicRow[], below: number): PublicRow['totals'] {
  return Object.fromEntries(
    REPORTED.map((metric) => [metric, sumOf(days, ({ totals }) => totals[metric], below)]),
  );
}

/** At least the sum of what is told; of small days alone it is only known what they come to at most. */
function sumOf(
  days: readonly PublicRow[],
  figureOf: (day: PublicRow) => Figure | undefined,
  below: number,
): Figure {
  let [told, small] = [0, 0];
  for (const day of days) {
    const figure = figureOf(day) ?? 0;
    if (typeof figure === 'number') told += figure;
    else small += 1;
  }
  return told > 0 || small === 0 ? told : `<${small * (below - 1) + 1}`;
}
