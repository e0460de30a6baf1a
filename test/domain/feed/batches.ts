import fc from 'fast-check';
import { CLOCK_QUALITIES, EARLIEST_HOUR } from '../../../src/domain/clock.ts';
import type { Batch, FeedItem } from '../../../src/domain/feed/batch.ts';

const id = fc.stringMatching(/^[0-9a-f]{16}$/);
const hour = fc.integer({ min: EARLIEST_HOUR, max: EARLIEST_HOUR + 200_000 });
const counter = fc.record({
  metric: fc.constantFrom('session', 'shown', 'present', 'of_a_later_version'),
  by: fc.constantFrom('', 'language=vi', 'family=android', 'destination=tokhaiyte.vn'),
  n: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

/** As a ledger gives them: its counters in the order of their key, each once. */
const item = fc.record({
  run: id,
  hour,
  clock: fc.constantFrom(...CLOCK_QUALITIES),
  counters: fc
    .uniqueArray(counter, { selector: ({ metric, by }) => `${metric} ${by}`, minLength: 1, maxLength: 9 })
    .map((all) => all.sort((a, b) => (`${a.metric} ${a.by}` < `${b.metric} ${b.by}` ? -1 : 1))),
});

/** Items as a checkpoint gives them: by rising `seq`. */
export const items: fc.Arbitrary<readonly FeedItem[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1000 }), item), { maxLength: 5 })
  .map((steps) => {
    let seq = 0;
    return steps.map(([step, each]) => {
      seq += step;
      return { seq, ...each };
    });
  });

export const batches: fc.Arbitrary<Batch> = fc
  .record({ reset: fc.boolean(), items, ledger: id, more: fc.boolean(), until: hour })
  .map(({ ledger, ...batch }) => ({
    checkpoint: 'thu-nghiem',
    ...batch,
    since: { ledger, seq: (batch.items[0]?.seq ?? 1) - 1 },
    next: { ledger, seq: batch.items.at(-1)?.seq ?? 0 },
  }));
