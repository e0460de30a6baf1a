import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstHourOf } from '../../src/domain/clock.ts';
import { createCounting } from '../../src/domain/counts.ts';
import { type Period, parsePeriod } from '../../src/domain/period.ts';
import { type Bucket, countersOf, METRICS, REPORTED, type Tally } from '../../src/domain/tally.ts';

const START = firstHourOf('2021-02-01') ?? Number.NaN;

describe('counting up', () => {
  test('shows a silent day as a row of zeros, and says what is missing', () => {
    const buckets: Bucket[] = [
      { hour: START, metric: 'present', by: '', n: 1, clock: 'ntp' },
      { hour: START, metric: 'session', by: 'language=vi', n: 3, clock: 'ntp' },
      { hour: START, metric: 'session', by: 'language=en', n: 1, clock: 'ntp' },
      { hour: START, metric: 'session', by: 'family=android', n: 4, clock: 'ntp' },
      { hour: START + 1, metric: 'present', by: '', n: 2, clock: 'ntp' },
    ];
    const counts = countUp(buckets, period('2021-02-01', '2021-02-03', 'day'), {
      firstHour: START,
      nowHour: START + 30,
    });
    expect(counts.completeness).toEqual({ hoursExpected: 31, hoursPresent: 2, hoursEstimated: 0 });
    expect(counts.totals).toMatchObject({ session: 4, device: 0 });
    expect(
      counts.rows.map(({ start, hoursExpected, hoursPresent, totals }) => [
        start,
        hoursExpected,
        hoursPresent,
        totals.session,
      ]),
    ).toEqual([
      ['2021-02-01', 24, 2, 4],
      ['2021-02-02', 7, 0, 0],
    ]);
    expect(counts.rows[0]?.parts.session).toEqual({
      'language=vi': 3,
      'language=en': 1,
      'family=android': 4,
    });
  });

  test.each([
    ['2099', firstHourOf('2099-01-01') ?? Number.NaN],
    ['1970', firstHourOf('1970-01-02') ?? Number.NaN],
  ])('keeps counters of a clock that stood in %s, where nothing was expected', (year, hour) => {
    const buckets: Bucket[] = [
      { hour, metric: 'present', by: '', n: 1, clock: 'ntp' },
      { hour, metric: 'renewed', by: '', n: 1, clock: 'ntp' },
    ];
    const asked = period(`${year}-01-01`, `${year}-01-31`, 'day');
    const counts = countUp(buckets, asked, {
      firstHour: START,
      nowHour: START + 5,
    });
    expect(counts.totals.renewed).toBe(1);
    expect(counts.rows).toHaveLength(1);
    expect(counts.completeness).toEqual({ hoursExpected: 0, hoursPresent: 0, hoursEstimated: 0 });
  });

  test('hours with more phones than can be told apart are told, and add to no figure', () => {
    const full = (hour: number): Bucket => ({ hour, metric: 'dedupe_saturated', by: '', n: 1, clock: 'ntp' });
    const life = { firstHour: START, nowHour: START + 71 };
    const counts = countUp(
      [full(START), full(START), full(START + 30)],
      period('2021-02-01', '2021-02-03', 'day'),
      life,
    );
    expect(counts.completeness.hoursSaturated).toBe(2);
    expect(counts.rows.map(({ hoursSaturated }) => hoursSaturated)).toEqual([1, 1, undefined]);
    expect(Object.values(counts.totals).every((n) => n === 0)).toBe(true);
  });

  test('every tally is in exactly one row, once in each total and once under each split', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: START, max: START + 71 }), tallies())), (events) => {
        const buckets: Bucket[] = events.flatMap(([hour, tally]) =>
          countersOf(tally).map((by) => ({ hour, metric: tally.metric, by, n: 1, clock: 'ntp' })),
        );
        const life = { firstHour: START, nowHour: START + 71 };
        for (const by of ['hour', 'day', 'week', 'month'] as const) {
          const { totals, rows } = countUp(buckets, period('2021-02-01', '2021-02-03', by), life);
          for (const metric of REPORTED) {
            const happened = events.filter(([, tally]) => tally.metric === metric).length;
            expect(totals[metric]).toBe(happened);
            const parts = rows.flatMap((row) => Object.entries(row.parts[metric] ?? {}));
            for (const split of METRICS[metric]) {
              const sum = parts
                .filter(([part]) => part.startsWith(`${split}=`))
                .reduce((all, [, n]) => all + n, 0);
              expect(sum).toBe(happened);
            }
          }
        }
      }),
    );
  });
});

function countUp(buckets: readonly Bucket[], ...words: Parameters<typeof createCounting>) {
  const { add, done } = createCounting(...words);
  buckets.forEach(add);
  return done();
}

function period(from: string, to: string, by: Period['by']): Period {
  const parsed = parsePeriod({ from, to, by }, START);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

function tallies(): fc.Arbitrary<Tally> {
  const language = fc.constantFrom('vi', 'en');
  const family = fc.constantFrom('android', 'apple', 'other');
  return fc.oneof(
    family.map((part) => ({ metric: 'device', parts: { family: part } }) as const),
    language.map((part) => ({ metric: 'shown', parts: { language: part } }) as const),
    fc.record({ language, family }).map((parts) => ({ metric: 'session', parts }) as const),
    fc.constant({ metric: 'renewed', parts: {} } as const),
  );
}
