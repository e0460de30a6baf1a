import { describe, expect, test } from 'vitest';
import { dateOf, firstHourOf } from '../../src/domain/clock.ts';
import { createCounting } from '../../src/domain/counts.ts';
import { type Grain, parsePeriod, parsePublicPeriod } from '../../src/domain/period.ts';

/** Wednesday 2021-02-10, 09:00 in Vietnam. */
const NOW = startOf('2021-02-10') + 9;

describe('a period', () => {
  test.each([
    [{ from: '2021-02-30', to: '2021-03-01', by: 'day' }, 'date'],
    [{ from: ['2021-02-01'], to: '2021-02-01', by: 'day' }, 'date'],
    [{ from: '2021-02', by: 'month' }, 'date'],
    [{ from: '2021-02-02', to: '2021-02-01', by: 'day' }, 'order'],
    [{ to: '2021-02-07', by: 'week' }, 'order'],
    [{ from: '2021-02-01', to: '2021-02-01', by: 'year' }, 'granularity'],
    [{ by: 'constructor' }, 'granularity'],
    [{ by: ['week'] }, 'granularity'],
    [{ from: '2021-01-01', to: '2021-02-01', by: 'hour' }, 'too-long'],
    [{ from: '2020-01-01', to: '2021-02-04', by: 'day' }, 'too-long'],
    [{ from: '2019-01-01', to: '2021-03-11', by: 'week' }, 'too-long'],
    [{ from: '2019-01-01', to: '2021-03-11', by: 'month' }, 'too-long'],
  ])('%j is refused: %s', (query, fault) => {
    expect(parsePeriod(query, NOW)).toBe(fault);
  });

  test.each([
    [{}, '2021-02-10', '2021-02-10', 24],
    [{ by: 'hour' }, '2021-02-10', '2021-02-10', 24],
    [{ by: 'week' }, '2021-02-08', '2021-02-14', 7 * 24],
    [{ by: 'month' }, '2021-02-01', '2021-02-28', 28 * 24],
    [{ by: 'month', from: '2020-02-01' }, '2020-02-01', '2020-02-29', 29 * 24],
    [{ by: 'month', from: '2020-12-30' }, '2020-12-30', '2020-12-31', 2 * 24],
    [{ by: 'week', from: '2020-12-31' }, '2020-12-31', '2021-01-03', 4 * 24],
    [{ by: 'month', from: '2019-01-01', to: '2020-12-31' }, '2019-01-01', '2020-12-31', 731 * 24],
  ])('%j is from %s to %s, both whole', (query, from, to, hours) => {
    const period = parsePeriod(query, NOW);
    if (typeof period === 'string') throw new Error(period);
    expect(period).toMatchObject({ from, to, firstHour: startOf(from) });
    expect(period.endHour - period.firstHour).toBe(hours);
  });

  test('of a Sunday evening, which is still that week, and of the Monday an hour later', () => {
    const midnight = startOf('2021-02-15');
    for (const [hour, from] of [
      [midnight - 1, '2021-02-08'],
      [midnight, '2021-02-15'],
    ] as const)
      expect(parsePeriod({ by: 'week' }, hour)).toMatchObject({ from });
  });
});

describe('a period to publish', () => {
  test.each([
    [{ by: 'hour' }, 'hour-public'],
    [{ by: 'minute' }, 'granularity'],
    [{ from: '2021-02-10' }, 'not-over'],
    [{ from: '2021-02-11', to: '2021-02-12' }, 'not-over'],
    [{ from: '2020-01-01', to: '2021-02-04' }, 'too-long'],
  ])('%j is refused: %s', (query, fault) => {
    expect(parsePublicPeriod(query, NOW)).toBe(fault);
  });

  test.each([
    [{}, '2021-02-09', '2021-02-09'],
    [{ by: 'week' }, '2021-02-08', '2021-02-09'],
    [{ by: 'month' }, '2021-02-01', '2021-02-09'],
    [{ from: '2021-02-01', to: '2021-02-03' }, '2021-02-01', '2021-02-03'],
    [{ from: '2021-02-01', to: '2021-02-10' }, '2021-02-01', '2021-02-09'],
  ])('%j is from %s to %s, days that are over', (query, from, to) => {
    const endHour = startOf(to) + 24;
    expect(parsePublicPeriod(query, NOW)).toMatchObject({ from, to, firstHour: startOf(from), endHour });
  });

  test('of a Monday morning is the week before, and of the first hour of a day the day before', () => {
    const monday = startOf('2021-02-15');
    expect(parsePublicPeriod({ by: 'week' }, monday)).toMatchObject({ from: '2021-02-08', to: '2021-02-14' });
    expect(parsePublicPeriod({}, monday)).toMatchObject({ from: '2021-02-14', to: '2021-02-14' });
  });
});

describe('rows', () => {
  test('of weeks begin on Monday, over the year`s end, and say how much of a week is in them', () => {
    expect(rowsOf('2020-12-30', '2021-01-12', 'week')).toEqual([
      ['2020-12-28', 5 * 24],
      ['2021-01-04', 7 * 24],
      ['2021-01-11', 2 * 24],
    ]);
  });

  test('of months are as long as the calendar has them', () => {
    expect(rowsOf('2021-01-31', '2021-03-01', 'month')).toEqual([
      ['2021-01', 24],
      ['2021-02', 28 * 24],
      ['2021-03', 24],
    ]);
    expect(rowsOf('2020-02-01', '2020-02-29', 'month')).toEqual([['2020-02', 29 * 24]]);
  });

  test.each(['day', 'week', 'month'] as const)('by %s end at 17:00 UTC, midnight in Vietnam', (by) => {
    // Sunday 31 January 2021: a day, a week and a month end at once.
    const lastHour = Date.parse('2021-01-31T16:00:00Z') / 3_600_000;
    expect(dateOf(lastHour)).toBe('2021-01-31');
    const period = periodOf('2021-01-25', '2021-02-07', by);
    const { add, done } = createCounting(period, { firstHour: period.firstHour, nowHour: period.endHour });
    add({ hour: lastHour, metric: 'renewed', by: '', n: 1, clock: 'ntp' });
    add({ hour: lastHour + 1, metric: 'renewed', by: '', n: 10, clock: 'ntp' });
    const counted = done().rows.flatMap(({ start, totals }) =>
      totals.renewed ? [[start, totals.renewed]] : [],
    );
    expect(counted).toEqual(
      {
        day: [
          ['2021-01-31', 1],
          ['2021-02-01', 10],
        ],
        week: [
          ['2021-01-25', 1],
          ['2021-02-01', 10],
        ],
        month: [
          ['2021-01', 1],
          ['2021-02', 10],
        ],
      }[by],
    );
  });

  test('of each grain hold the same sum', () => {
    const sums = (['hour', 'day', 'week', 'month'] as const).map((by) => {
      const period = periodOf('2021-01-20', '2021-02-10', by);
      const { add, done } = createCounting(period, { firstHour: period.firstHour, nowHour: period.endHour });
      for (let hour = period.firstHour; hour < period.endHour; hour++)
        add({ hour, metric: 'renewed', by: '', n: hour % 7, clock: 'ntp' });
      const { rows, totals, completeness } = done();
      expect(rows.reduce((sum, row) => sum + (row.totals.renewed ?? 0), 0)).toBe(totals.renewed);
      return { renewed: totals.renewed, ...completeness };
    });
    expect(new Set(sums.map((sum) => JSON.stringify(sum))).size).toBe(1);
  });
});

/** Start and expected hours of each row, for a checkpoint that has run all the time. */
function rowsOf(from: string, to: string, by: Grain) {
  const period = periodOf(from, to, by);
  const life = { firstHour: period.firstHour, nowHour: period.endHour - 1 };
  return createCounting(period, life)
    .done()
    .rows.map(({ start, hoursExpected }) => [start, hoursExpected]);
}

function periodOf(from: string, to: string, by: Grain) {
  const period = parsePeriod({ from, to, by }, NOW);
  if (typeof period === 'string') throw new Error(period);
  return period;
}

function startOf(date: string): number {
  return firstHourOf(date) ?? Number.NaN;
}
