import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeBars } from '../../src/domain/bar-plot.ts';
import { firstHourOf } from '../../src/domain/clock.ts';
import type { CountsRow } from '../../src/domain/counts.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { slotsOf } from '../../src/domain/slots.ts';
import { roundTicks } from '../../src/domain/ticks.ts';

const COUNT = fc.nat(10_000_000);

describe('the marks of an axis', () => {
  test('are round steps from zero to the greatest count, six at most', () => {
    fc.assert(
      fc.property(COUNT, (max) => {
        const ticks = roundTicks(max);
        const step = ticks[1] ?? Number.NaN;
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks).toEqual(ticks.map((_, index) => index * step));
        expect(String(step)).toMatch(/^[125]0*$/);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        // No room is given away: one step less would not hold it.
        if (max > 0) expect((ticks.at(-1) ?? 0) - step).toBeLessThan(max);
      }),
    );
  });

  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [5, [0, 1, 2, 3, 4, 5]],
    [6, [0, 2, 4, 6]],
    [41, [0, 10, 20, 30, 40, 50]],
    [101, [0, 50, 100, 150]],
    [1234, [0, 500, 1000, 1500]],
  ])('to %d are %j', (max, ticks) => {
    expect(roundTicks(max)).toEqual(ticks);
  });
});

describe('bars', () => {
  test('stand in order within the drawing, each as high as its count, and what is not zero shows', () => {
    fc.assert(
      fc.property(fc.array(COUNT, { minLength: 1, maxLength: 31 }), (counts) => {
        const bars = counts.map((n) => ({ n, label: ['T2', '01/02'], labelAt: 'middle' as const }));
        const plot = placeBars(bars, String);
        const top = plot.ticks.at(-1)?.n ?? 1;
        plot.bars.forEach((bar, index) => {
          const n = counts[index] ?? 0;
          expect(bar.x).toBeGreaterThanOrEqual(plot.left);
          expect(bar.x + bar.width).toBeLessThanOrEqual(plot.right + 0.2);
          expect(bar.y + bar.height).toBeCloseTo(plot.base, 0);
          expect(bar.y).toBeGreaterThanOrEqual(plot.top - 0.1);
          expect(bar.height > 0).toBe(n > 0);
          expect(Math.abs(bar.height - (n / top) * (plot.base - plot.top))).toBeLessThanOrEqual(1.6);
          const next = plot.bars[index + 1];
          if (next) expect(next.x).toBeGreaterThan(bar.x + bar.width);
        });
      }),
    );
  });

  test('begin where the widest number of the axis ends', () => {
    const bar = { n: 9_000_000, label: [], labelAt: 'middle' as const };
    expect(placeBars([bar], (n) => n.toLocaleString('vi')).left).toBeGreaterThan(
      placeBars([{ ...bar, n: 9 }], String).left,
    );
  });
});

describe('places on the axis of time', () => {
  const first = firstHourOf('2021-02-01') ?? Number.NaN;
  const totals = { session: 0 };
  const row = (start: string, hoursPresent: number, more: Partial<CountsRow> = {}): CountsRow => ({
    start,
    hoursExpected: 24,
    hoursPresent,
    hoursEstimated: 0,
    totals,
    parts: {},
    ...more,
  });

  test('say what is whole, what is missing, and what nobody counted', () => {
    const nowHour = first + 5 * 24 + 3;
    const period = parsePeriod({ from: '2021-02-01', to: '2021-02-07', by: 'day' }, nowHour);
    if (typeof period === 'string') throw new Error(period);
    const rows = [
      row('2021-02-02', 24, { totals: { session: 3 } }),
      row('2021-02-03', 23),
      row('2021-02-04', 0),
      row('2021-02-05', 0, { totals: { session: 1 }, hoursEstimated: 1 }),
      row('2021-02-06', 4, { hoursExpected: 4 }),
    ];
    const slots = slotsOf(period, rows, nowHour);
    expect(slots.map(({ state }) => state)).toEqual([
      'silent',
      'whole',
      'part',
      'silent',
      'part',
      'part',
      'ahead',
    ]);
    expect(slots.map(({ isEstimated }) => isEstimated).indexOf(true)).toBe(4);
    expect(slots.map(({ isRunning }) => isRunning).indexOf(true)).toBe(5);
    expect(slots.map(({ firstHour }) => firstHour)).toEqual(slots.map((_, day) => first + day * 24));
  });

  test('are the hours of a day, of which the one that runs is not whole', () => {
    const period = parsePeriod({ from: '2021-02-01', to: '2021-02-01', by: 'hour' }, first + 1);
    if (typeof period === 'string') throw new Error(period);
    const rows = [0, 1].map((hour) => row(`2021-02-01T0${hour}:00+07:00`, 1, { hoursExpected: 1 }));
    const states = slotsOf(period, rows, first + 1).map(({ state }) => state);
    expect(states).toEqual(['whole', 'part', ...Array(22).fill('ahead')]);
  });
});
