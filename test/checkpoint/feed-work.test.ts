import { expect, test } from 'vitest';
import { createFeed } from '../../src/checkpoint/flows/feed.ts';
import { EARLIEST_HOUR } from '../../src/domain/clock.ts';
import { BATCH_BYTES_AT_MOST, type FeedItem } from '../../src/domain/feed/batch.ts';
import { decodeBatch } from '../../src/domain/feed/decode.ts';
import { createTestClock } from '../doubles.ts';

const PARTS = 200;

test('a batch of long hours writes each once, and none beyond the first that does not fit', async () => {
  const [written, ruled] = [new Map<number, number>(), new Map<number, number>()];
  const feed = feedOf(
    Array.from({ length: 500 }, (_, k) => longHour(k + 1, () => count(written, k + 1))),
    (seq) => count(ruled, seq),
  );
  const { text, seqs, next, more } = await feed.batch({ since: undefined });
  const items = seqs.length;
  expect(decodeBatch(text).items.map(({ seq }) => seq)).toEqual(range(items));
  expect(seqs).toEqual(range(items));
  expect([next.seq, more]).toEqual([items, true]);
  expect(text.length).toBeLessThanOrEqual(BATCH_BYTES_AT_MOST);
  expect(text.length).toBeGreaterThan(BATCH_BYTES_AT_MOST - 2 * (text.length / items));
  const once = range(items + 1).map((seq) => [seq, 1]);
  expect([[...written], [...ruled]]).toEqual([once, once]);
});

/** Counters that make 12 kB, of which the last tells when it is read. */
function longHour(seq: number, onRead: () => void): FeedItem {
  const by = (k: number) => `destination=${String(k).padStart(50, 'x')}`;
  const counters = range(PARTS).map((k) => ({ metric: 'opened', by: by(k), n: 1 }));
  const watched = {
    metric: 'opened',
    by: by(0),
    get n() {
      onRead();
      return 1;
    },
  };
  return {
    seq,
    run: '0123456789abcdef',
    hour: EARLIEST_HOUR + seq,
    clock: 'ntp',
    counters: [...counters, watched],
  };
}

function feedOf(changes: readonly FeedItem[], onRule: (seq: number) => void) {
  return createFeed({
    checkpoint: { id: 'thu-nghiem' },
    folding: {
      ruleOf(seq) {
        onRule(seq);
        return { below: 5, languages: ['vi', 'en'] };
      },
    },
    salvage: { damage: () => [] },
    clock: createTestClock(),
    key: { settled: Promise.resolve(), sign: () => Buffer.alloc(64) },
    ledger: {
      id: 'c0ffee0123456789',
      lastSeq: () => changes.length,
      pending: ({ growing }) => ({ hours: 0, first: growing }),
      changes: ({ after, limit }) => changes.filter(({ seq }) => seq > after).slice(0, limit),
    },
  });
}

function count(times: Map<number, number>, seq: number): void {
  times.set(seq, 1 + (times.get(seq) ?? 0));
}

/** 1 to n. */
function range(n: number): number[] {
  return Array.from({ length: n }, (_, k) => k + 1);
}
