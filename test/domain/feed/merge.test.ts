import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EARLIEST_HOUR } from '../../../src/domain/clock.ts';
import type { FeedCounter } from '../../../src/domain/feed/batch.ts';
import { fold } from '../../../src/domain/fold.ts';
import { createMerge } from './merge.ts';

const PARTS = ['vi', 'en', 'ko', 'lo', 'km'];
const cells = fc
  .uniqueArray(fc.constantFrom(...PARTS), { minLength: 1 })
  .chain((parts) =>
    fc.tuple(
      ...parts.map((part) => fc.record({ part: fc.constant(part), n: fc.integer({ min: 1, max: 12 }) })),
    ),
  )
  .map((all) => all.map(({ part, n }): FeedCounter => ({ metric: 'session', by: `language=${part}`, n })));
const rule = fc.record({
  below: fc.integer({ min: 1, max: 9 }),
  languages: fc.subarray(PARTS, { minLength: 1 }),
});

test('an hour that is told again by halves, and folded by another rule, is not counted twice', () => {
  fc.assert(
    fc.property(
      cells,
      fc.array(fc.tuple(rule, fc.infiniteStream(fc.boolean())), { maxLength: 4 }),
      rule,
      (whole, partly, first) => {
        const tellings = [
          fold(whole, first),
          // What was saved from a damaged card: some of its cells are lost.
          ...partly.map(([again, isSaved]) =>
            fold(
              whole.filter(() => isSaved.next().value),
              again,
            ),
          ),
        ];
        for (const order of [tellings, [...tellings].reverse()]) {
          const merge = createMerge();
          for (const counters of order)
            merge.take([{ seq: 1, run: '0'.repeat(16), hour: EARLIEST_HOUR, clock: 'ntp', counters }]);
          expect(sumOf(merge.counters())).toBe(sumOf(whole));
        }
      },
    ),
  );
});

function sumOf(counters: readonly { readonly n: number }[]): number {
  return counters.reduce((sum, { n }) => sum + n, 0);
}
