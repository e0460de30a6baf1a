import { type Hour, lesserQuality } from '../../domain/clock.ts';
import type { FeedItem } from '../../domain/feed/batch.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { ChangesAsked, Pending } from '../ports.ts';

/** The lesser of two words is the lesser quality (`CLOCK_QUALITIES`). */
const ALL = `select run, hour, max(seq) as seq, min(clock) as clock from bucket group by hour, run order by max(seq)`;

export type ChangedHour = Omit<FeedItem, 'counters'>;

/**
 * The hours of each run in the order of their last changes, beside the table and not in it: an index would be one more page to write for
 * each tally, and without one each question reads the whole table, for which travelers would wait. 400 days are some 10,000 hours, 2 MB.
 */
export function createChangedHours(database: Sqlite) {
  // A map keeps its entries in the order in which they were put there.
  const hours = new Map<string, ChangedHour>();
  const put = (hour: ChangedHour) => {
    const key = `${hour.hour} ${hour.run}`;
    const earlier = hours.get(key)?.clock ?? hour.clock;
    hours.delete(key);
    hours.set(key, { ...hour, clock: lesserQuality(earlier, hour.clock) });
  };
  for (const hour of keepStatement(database, ALL).all() as ChangedHour[]) put(hour);
  return {
    /** A failed transaction puts hours that are not on the disk; what waits is written again and puts them again. */
    put,
    since: (asked: ChangesAsked) => since(hours.values(), asked),
    pending: (asked: Omit<ChangesAsked, 'limit'>) => pending(hours.values(), asked),
    forget(before: Hour, kept: Hour) {
      for (const [key, { hour }] of hours) if (hour < before && hour !== kept) hours.delete(key);
    },
    /** The last of all. */
    last: () => [...hours.values()].at(-1),
  };
}

/**
 * At most so many that have changed since. It ends at the hour that still grows: a reader that were given what has changed after it
 * would not ask for it again.
 */
function since(
  hours: Iterable<ChangedHour>,
  { after, growing, limit }: ChangesAsked,
): readonly ChangedHour[] {
  const found: ChangedHour[] = [];
  for (const hour of hours) {
    if (hour.seq <= after) continue;
    if (hour.hour === growing || found.length === limit) break;
    found.push(hour);
  }
  return found;
}

function pending(hours: Iterable<ChangedHour>, { after, growing }: Omit<ChangesAsked, 'limit'>): Pending {
  let [count, first] = [0, growing];
  for (const { seq, hour } of hours) {
    if (seq <= after || hour === growing) continue;
    count += 1;
    first = Math.min(first, hour);
  }
  return { hours: count, first };
}
