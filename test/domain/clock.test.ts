import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, endHourOf, firstHourOf, formatHour, hourOf } from '../../src/domain/clock.ts';

describe('a local day', () => {
  test.each([
    ['2021-02-06T16:59:59Z', '2021-02-06', '2021-02-06T23:00+07:00'],
    ['2021-02-06T17:00:00Z', '2021-02-07', '2021-02-07T00:00+07:00'],
    ['1970-01-01T00:00:00Z', '1970-01-01', '1970-01-01T07:00+07:00'],
    ['2024-02-28T17:00:00Z', '2024-02-29', '2024-02-29T00:00+07:00'],
  ])('begins at 17:00 UTC: %s is %s', (utc, date, start) => {
    const hour = hourOf(Date.parse(utc));
    expect([dateOf(hour), formatHour(hour)]).toEqual([date, start]);
  });

  test('has 24 hours, each of them its own', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (moment) => {
          const date = dateOf(hourOf(moment.getTime()));
          const first = firstHourOf(date);
          if (first === undefined) throw new Error(`${date} has no first hour`);
          const end = endHourOf(first);
          expect(end - first).toBe(24);
          expect([dateOf(first - 1) < date, dateOf(first), dateOf(end - 1), dateOf(end) > date]).toEqual([
            true,
            date,
            date,
            true,
          ]);
        },
      ),
    );
  });

  test.each(['2021-02-30', '2021-13-01', '21-02-01', '2021-2-1', '2021-02-01T00:00', '', 'today'])(
    '%s is no date',
    (date) => {
      expect(firstHourOf(date)).toBeUndefined();
    },
  );
});
