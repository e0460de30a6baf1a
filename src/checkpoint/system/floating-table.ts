import type { ClockQuality, Hour } from '../../domain/clock.ts';
import type { SavedFloating } from '../../domain/saved-rows.ts';
import type { Bucket, FloatingCounter } from '../../domain/tally.ts';
import {
  type Anchor,
  type Boot,
  bootedAtMs,
  estimateBoots,
  firstMinuteOf,
  hourOfMinute,
  MINUTE_MS,
  type Minute,
} from '../../domain/timeline.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { Hours } from './bucket-table.ts';

const ADD = `insert into floating (boot, minute, run, metric, by, n) values (?, ?, ?, ?, ?, ?)
  on conflict do update set n = n + excluded.n`;
const MERGE = `insert into floating (boot, minute, run, metric, by, n) values (?, ?, ?, ?, ?, ?)
  on conflict do update set n = excluded.n where excluded.n > n`;
const BOOTS = `select boot as number, min(minute) as first, max(minute) as last from floating group by boot order by boot`;
/** Added up by the hour that each minute began in, if minute 0 was so many minutes after 1970 began. */
const EACH = `select run, cast(floor((minute + ?) / 60.0) as integer) as hour, metric, by, sum(n) as n from floating
  where boot = ? and minute >= ? and minute < ? group by run, hour, metric, by`;

export type FloatingTable = ReturnType<typeof createFloatingTable>;

/** The machine's clocks now, and whether the wall clock can be believed. */
export type Now = Anchor & { readonly quality: ClockQuality };

type Row = Omit<Bucket, 'clock'> & { readonly run: string };

/**
 * Counters whose hour is not known yet, by the minute of the machine's own clock: to the minute they find their hour once a time
 * server has set the clock, whichever run of this program they are of. Those of an earlier start of the machine are reckoned.
 */
export function createFloatingTable(database: Sqlite, bootId: string) {
  const { insert, merge, boots, select, some, clear } = prepareAll(database);
  const present = numberOf(database, bootId);
  /** Where each boot that has counters began, if the present one began then. */
  const placesOf = (presentMs: number) => {
    const earlier = boots.all().filter(({ number }) => number !== present);
    return new Map(estimateBoots(earlier, presentMs)).set(present, presentMs);
  };
  return {
    add(run: string, { minute, metric, by, n }: FloatingCounter) {
      insert.run(present, minute, run, metric, by, n);
    },
    /** Takes a copy's counter of a run that is over; whether that changed anything. */
    merge: ({ minute, run, metric, by, n }: SavedFloating, boot: number): boolean =>
      merge.run(boot, minute, run, metric, by, n).changes > 0,
    isEmpty: () => some.get() === 0,
    /** Visits those of these hours, as they lie by the clocks of now. */
    each(now: Now, { first, end }: Hours, visit: (run: string, bucket: Bucket) => void) {
      for (const [boot, startMs] of placesOf(bootedAtMs(now))) {
        const minutes = [firstMinuteOf(startMs, first), firstMinuteOf(startMs, end)] as const;
        const clock = boot === present ? now.quality : 'estimated';
        // All at once, as the visitor may write, which SQLite's connection cannot in the middle of reading.
        for (const { run, ...counter } of select.all(startMs / MINUTE_MS, boot, ...minutes))
          visit(run, { ...counter, clock });
      }
    },
    /** The first hour of any of them by the clocks of now. */
    firstHour(now: Now): Hour | undefined {
      const starts = placesOf(bootedAtMs(now));
      const hours = boots.all().map(({ number, first }) => hourOfMinute(starts.get(number) ?? 0, first));
      return hours.length === 0 ? undefined : Math.min(...hours);
    },
    clear: () => void clear.run(),
  };
}

function prepareAll(database: Sqlite) {
  return {
    insert: keepStatement(database, ADD),
    merge: keepStatement(database, MERGE),
    boots: keepStatement<[], Boot & { readonly first: Minute }>(database, BOOTS),
    select: keepStatement<[number, number, Minute, Minute], Row>(database, EACH),
    some: keepStatement(database, 'select exists (select 1 from floating)').pluck(),
    clear: keepStatement(database, 'delete from floating'),
  };
}

function numberOf(database: Sqlite, bootId: string): number {
  keepStatement(database, 'insert into boot (id) values (?) on conflict do nothing').run(bootId);
  return keepStatement(database, 'select number from boot where id = ?').pluck().get(bootId) as number;
}
