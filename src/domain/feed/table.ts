import { type ClockQuality, lesserQuality } from '../clock.ts';
import { partOf } from '../tally.ts';
import type { FeedCounter } from './batch.ts';

/** The counters of one metric under one split, of one hour of a run: together they are the metric's total in it. */
export interface Table {
  readonly clock: ClockQuality;
  readonly counters: readonly FeedCounter[];
}

/** Counters by metric and split. */
export function tablesOf(counters: readonly FeedCounter[]): ReadonlyMap<string, readonly FeedCounter[]> {
  const tables = new Map<string, FeedCounter[]>();
  for (const counter of counters) {
    const key = `${counter.metric} ${partOf(counter.by).split}`;
    const table = tables.get(key);
    if (table) table.push(counter);
    else tables.set(key, [counter]);
  }
  return tables;
}

/**
 * What a reader keeps of two tellings of one table: the one that adds up to more, as a run only adds to its own. Cell by cell it could count
 * twice: a ledger that was saved from a damaged card tells less of an hour than it once did, and may fold it otherwise, so that phones
 * which were in `other` are in a cell of their own. Of equal sums the later in the alphabet is kept, so that all readers agree.
 */
export function mergeTables(held: Table | undefined, told: Table): Table {
  if (!held) return told;
  const [kept, left] = isMore(told, held) ? [told, held] : [held, told];
  return { counters: kept.counters, clock: lesserQuality(kept.clock, left.clock) };
}

function isMore(a: Table, b: Table): boolean {
  const [sumA, sumB] = [sumOf(a), sumOf(b)];
  return sumA === sumB ? spell(a) > spell(b) : sumA > sumB;
}

function sumOf({ counters }: Table): number {
  return counters.reduce((sum, { n }) => sum + n, 0);
}

function spell({ counters }: Table): string {
  return counters
    .map(({ by, n }) => `${by} ${n}`)
    .sort()
    .join();
}
