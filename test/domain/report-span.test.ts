import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, isCompleteEnough } from '../../src/domain/change.ts';
import { firstHourOf } from '../../src/domain/clock.ts';
import { daysText, dayText, hourText, momentText, shortDayText } from '../../src/domain/date-text.ts';
import { differenceText, numberText } from '../../src/domain/number-text.ts';
import { comparedHours, spanOf } from '../../src/domain/span.ts';

const MIDNIGHT = firstHourOf('2021-03-01') ?? Number.NaN;
const NOW = MIDNIGHT + 15;

describe('the days that an officer looks at', () => {
  test.each([
    [{}, 1, '2021-03-01', '2021-03-01', 'hour', '2021-02-28', undefined],
    [{ days: '7' }, 7, '2021-02-23', '2021-03-01', 'day', '2021-02-22', undefined],
    [{ days: '30', to: '2021-02-10' }, 30, '2021-01-12', '2021-02-10', 'day', '2021-01-11', '2021-03-01'],
    [{ days: '1', to: '2021-02-10' }, 1, '2021-02-10', '2021-02-10', 'hour', '2021-02-09', '2021-02-11'],
    [{ days: '7', to: '2099-01-01' }, 7, '2021-02-23', '2021-03-01', 'day', '2021-02-22', undefined],
    [{ days: '31', to: '2021-02-30' }, 1, '2021-03-01', '2021-03-01', 'hour', '2021-02-28', undefined],
    [{ days: ['7', '1'], to: ['x'] }, 1, '2021-03-01', '2021-03-01', 'hour', '2021-02-28', undefined],
  ])('are, for %j, %d from %s to %s by %s', (query, days, from, to, by, earlier, later) => {
    const span = spanOf(query, NOW);
    expect(span).toMatchObject({ days, period: { from, to, by }, earlier });
    expect(span.later).toBe(later);
    expect(span.isRunning).toBe(to === '2021-03-01');
  });

  test('are held against as many hours of the days before, and never an hour that is not over', () => {
    fc.assert(
      fc.property(fc.constantFrom('1', '7', '30'), fc.integer({ min: 0, max: 900 }), (days, hoursAgo) => {
        const { period } = spanOf({ days }, NOW - hoursAgo);
        const { now, before } = comparedHours(period, NOW);
        const length = period.endHour - period.firstHour;
        expect(now.endHour).toBeLessThanOrEqual(NOW);
        expect(now.endHour - now.firstHour).toBe(before.endHour - before.firstHour);
        expect(now.firstHour - before.firstHour).toBe(length);
        expect(now.endHour).toBe(Math.min(NOW, period.endHour));
      }),
    );
    // Just after midnight there is nothing yet.
    expect(comparedHours(spanOf({}, MIDNIGHT).period, MIDNIGHT).now).toEqual({
      firstHour: MIDNIGHT,
      endHour: MIDNIGHT,
    });
  });
});

test.each([
  [24, 24, true],
  [24, 22, true],
  [24, 21, false],
  [0, 0, false],
])('of %d hours %d are enough to compare: %s', (hours, present, is) => {
  expect(isCompleteEnough({ hours, present })).toBe(is);
});

test.each([
  [150, 100, { difference: 50, percent: 50 }],
  [90, 100, { difference: -10, percent: -10 }],
  [5, 2, { difference: 3, percent: undefined }],
  [5, 0, { difference: 5, percent: undefined }],
])('%d after %d is %j', (now, before, change) => {
  expect(changeOf(now, before)).toEqual(change);
});

test('numbers and dates are written as the reader writes them', () => {
  expect([0, 999, 1000, 1_234_567].map((n) => numberText(n, 'vi'))).toEqual([
    '0',
    '999',
    '1.000',
    '1.234.567',
  ]);
  expect(numberText(1_234_567, 'en')).toBe('1,234,567');
  expect([1234, -5, 0].map((n) => differenceText(n, 'vi'))).toEqual(['+1.234', '−5', '0']);
  expect([dayText('2021-02-07'), shortDayText(NOW), hourText(NOW)]).toEqual(['07/02/2021', '01/03', '15:00']);
  expect(momentText(Date.parse('2021-02-07T10:05:09Z'))).toBe('17:05, 07/02/2021');
  expect(daysText('2021-02-01', '2021-02-07')).toBe('01/02–07/02/2021');
  expect(daysText('2020-12-30', '2021-01-05')).toBe('30/12/2020–05/01/2021');
  expect(daysText('2021-02-01', '2021-02-01')).toBe('01/02/2021');
});
