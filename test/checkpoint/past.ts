import { openStore } from '../../src/checkpoint/system/store.ts';
import type { ClockQuality, Hour } from '../../src/domain/clock.ts';
import type { Metric } from '../../src/domain/tally.ts';
import { createMemoryLog } from '../doubles.ts';

/** What a checkpoint counted in an hour, before the test began. */
export interface PastHour {
  readonly hour: Hour;
  /** `session`, `language=vi`, 17 */
  readonly counters: readonly (readonly [Metric, string, number])[];
  readonly clock?: ClockQuality;
}

/** Writes it into the store of a portal that is not running yet, as another run of it would have. */
export function writePast(folder: string, hours: readonly PastHour[]): void {
  const { database } = openStore(folder, createMemoryLog());
  const insert = database.prepare(
    "insert into bucket (run, hour, metric, by, n, clock, seq) values ('past', ?, ?, ?, ?, ?, ?)",
  );
  let seq = 0;
  database.transaction(() => {
    for (const { hour, counters, clock = 'ntp' } of hours)
      for (const [metric, by, n] of counters) insert.run(hour, metric, by, n, clock, ++seq);
  })();
  database.close();
}

/** That the program ran in this hour, and so many taps, in languages and on phones as on a road of Gia Lai. */
export function hourOfTaps(hour: Hour, taps: number): PastHour {
  const of = (share: number) => Math.round(taps * share);
  const counters: PastHour['counters'] = [
    ['present', '', 1],
    ['session', 'language=vi', taps - of(0.08) - of(0.03)],
    ['session', 'language=en', of(0.08)],
    ['session', 'language=ko', of(0.03)],
    ['session', 'family=android', taps - of(0.22) - of(0.05)],
    ['session', 'family=apple', of(0.22)],
    ['session', 'family=windows', of(0.05)],
    ['device', 'family=android', of(0.9)],
    ['device', 'family=apple', of(0.24)],
    ['shown', 'language=vi', of(1.3)],
    ['shown', 'language=en', of(0.1)],
    ['opened', 'destination=tokhaiyte', of(0.7)],
    ['opened', 'destination=bluezone', of(0.45)],
    ['renewed', '', of(0.12)],
  ];
  return { hour, counters: counters.filter(([metric, , n]) => metric === 'present' || n > 0) };
}

/**
 * So many days of a busy road up to the hour before now: more by day than at night, more on Fridays. A power cut of three hours
 * yesterday, a day without the box eleven days ago, and a morning four days ago whose hours are only reckoned.
 */
export function busyPast(nowHour: Hour, days: number): readonly PastHour[] {
  const hours = Array.from({ length: days * 24 }, (_, index) => nowHour - days * 24 + index);
  return hours.flatMap((hour) => {
    const hourOfDay = (hour + 7) % 24;
    const daysAgo = Math.floor((nowHour + 7) / 24) - Math.floor((hour + 7) / 24);
    if (daysAgo === 11 || (daysAgo === 1 && hourOfDay >= 13 && hourOfDay < 16)) return [];
    const byDay = Math.max(0, Math.sin(((hourOfDay - 5) / 18) * Math.PI)) * 60;
    const uneven = ((hour * 7919) % 23) / 23;
    const isFriday = Math.floor((hour + 7) / 24) % 7 === 1;
    const taps = Math.round((3 + byDay) * (0.6 + 0.6 * uneven) * (isFriday ? 1.5 : 1));
    const isReckoned = daysAgo === 4 && hourOfDay < 8;
    return { ...hourOfTaps(hour, taps), clock: isReckoned ? 'estimated' : 'ntp' };
  });
}
