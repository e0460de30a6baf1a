import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMinuteSums } from '../../src/domain/minute-sums.ts';
import type { FloatingCounter, Metric } from '../../src/domain/tally.ts';

const KEYS: readonly Metric[] = ['renewed', 'present', 'uplink_down_seconds'];
const counter: fc.Arbitrary<FloatingCounter> = fc.record({
  minute: fc.nat(200_000),
  metric: fc.constantFrom(...KEYS),
  by: fc.constant(''),
  n: fc.integer({ min: 1, max: 9 }),
});

test('however much is added, it stays bounded, no total is lost, and nothing moves to a later minute', () => {
  fc.assert(
    fc.property(fc.array(counter, { maxLength: 400 }), fc.integer({ min: 6, max: 50 }), (added, most) => {
      const sums = createMinuteSums<FloatingCounter>(most, ({ metric }) => metric);
      added.forEach(sums.add);
      expect(sums.counters().length).toBeLessThanOrEqual(most);
      for (const key of KEYS) expect(totalOf(sums.counters(), key)).toBe(totalOf(added, key));
      const latest = Math.max(0, ...added.map(({ minute }) => minute));
      for (const { minute } of sums.counters()) expect(minute).toBeLessThanOrEqual(latest);
    }),
  );
});

test('minutes are kept apart while there is room, and again when all was taken away', () => {
  const sums = createMinuteSums<FloatingCounter>(10, ({ metric }) => metric);
  const at = (minute: number) => sums.add({ minute, metric: 'renewed', by: '', n: 1 });
  for (let minute = 0; minute < 10; minute++) at(minute);
  expect(sums.counters().map(({ minute }) => minute)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  at(10);
  // Four of them are taken together.
  expect(sums.counters().map(({ minute, n }) => [minute, n])).toEqual([
    [0, 4],
    [4, 4],
    [8, 3],
  ]);
  sums.clear();
  at(3);
  expect(sums.counters()).toMatchObject([{ minute: 3, n: 1 }]);
});

test('more counters than there is room for in one minute cost no more, each, than the first ones', () => {
  const sums = createMinuteSums<FloatingCounter>(10, ({ by }) => by);
  // To look through all of them for each of them would take longer than any test may.
  for (let n = 0; n < 50_000; n++) sums.add({ minute: 1, metric: 'renewed', by: `destination=${n}`, n: 1 });
  expect(sums.counters()).toHaveLength(50_000);
});

function totalOf(counters: readonly FloatingCounter[], key: Metric): number {
  return counters.filter(({ metric }) => metric === key).reduce((sum, { n }) => sum + n, 0);
}
