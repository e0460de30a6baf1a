import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EARLIEST_HOUR } from '../../../src/domain/clock.ts';
import type { Batch, FeedItem } from '../../../src/domain/feed/batch.ts';
import { BATCH_BYTES_AT_MOST, formatPosition, parsePosition } from '../../../src/domain/feed/batch.ts';
import { decodeBatch } from '../../../src/domain/feed/decode.ts';
import { encodeBatch, encodeItem } from '../../../src/domain/feed/encode.ts';
import { FeedError } from '../../../src/domain/feed/fault.ts';
import { batches, items } from './batches.ts';

const refusalOf = (text: string) => {
  try {
    decodeBatch(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return error;
  }
};

const ITEM: FeedItem = {
  seq: 7,
  run: '0123456789abcdef',
  hour: EARLIEST_HOUR,
  clock: 'ntp',
  counters: [{ metric: 'session', by: 'language=vi', n: 3 }],
};
const BATCH: Batch = {
  checkpoint: 'thu-nghiem',
  reset: false,
  since: { ledger: 'fedcba9876543210', seq: 6 },
  items: [ITEM],
  next: { ledger: 'fedcba9876543210', seq: 7 },
  more: false,
  until: EARLIEST_HOUR + 1,
};

describe('a batch as text', () => {
  test('reads as what was written', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        expect(decodeBatch(encodeBatch(batch))).toEqual(batch);
      }),
    );
  });

  test('is ASCII, so that its length is its bytes', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        expect(encodeBatch(batch)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  test('has one spelling: whatever else is changed in it, it is refused or says something else', () => {
    fc.assert(
      fc.property(batches, fc.nat(), fc.integer({ min: 32, max: 126 }), (batch, at, code) => {
        const text = encodeBatch(batch);
        const place = at % text.length;
        const altered = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
        fc.pre(altered !== text);
        if (refusalOf(altered) === undefined) expect(decodeBatch(altered)).not.toEqual(batch);
      }),
      { numRuns: 2000 },
    );
  });

  test('is refused when it was cut off anywhere', () => {
    const text = encodeBatch(BATCH);
    for (let end = 0; end < text.length; end++) expect(refusalOf(text.slice(0, end))).toBeDefined();
  });

  test.each<[string, (batch: Batch) => unknown, string]>([
    ['a field too many', (batch) => ({ ...JSON.parse(encodeBatch(batch)), name: 'x' }), ''],
    ['a count of zero', spoiling({ counters: [{ metric: 'session', by: '', n: 0 }] }), 'items.0.n.session'],
    ['a broken count', spoiling({ counters: [{ metric: 'session', by: '', n: 1.5 }] }), 'items.0.n.session'],
    [
      'a count too large',
      spoiling({ counters: [{ metric: 'session', by: '', n: 2 ** 53 }] }),
      'items.0.n.session',
    ],
    ['nothing counted', spoiling({ counters: [] }), 'items.0.n'],
    ['a metric of other letters', spoiling({ counters: [{ metric: 'Séssion', by: '', n: 1 }] }), 'items.0.n'],
    [
      'a part that is a text',
      spoiling({ counters: [{ metric: 'shown', by: 'language=<b>', n: 1 }] }),
      'items.0.n.shown',
    ],
    ['an hour before there was a checkpoint', spoiling({ hour: EARLIEST_HOUR - 1 }), 'items.0.hour'],
    ['a run of other letters', spoiling({ run: '0123456789ABCDEF' }), 'items.0.run'],
    ['an unknown clock', spoiling({ clock: 'sun' as 'ntp' }), 'items.0.clock'],
    [
      'a next that is not the last',
      (batch) => JSON.parse(encodeBatch({ ...batch, next: { ...batch.next, seq: 8 } })),
      'next',
    ],
    [
      'a beginning after its items',
      (batch) => JSON.parse(encodeBatch({ ...batch, since: batch.next })),
      'items.0.seq',
    ],
    [
      'a beginning in another ledger',
      (batch) => JSON.parse(encodeBatch({ ...batch, since: { ledger: '0'.repeat(16), seq: 6 } })),
      'since',
    ],
    [
      'items out of order',
      (batch) => JSON.parse(encodeBatch({ ...batch, items: [ITEM, ITEM] })),
      'items.1.seq',
    ],
    [
      'an id of other letters',
      (batch) => JSON.parse(encodeBatch({ ...batch, checkpoint: 'Chốt' })),
      'checkpoint',
    ],
    ['a list', () => [], ''],
  ])('is refused with %s', (_what, spoil, where) => {
    const refused = refusalOf(JSON.stringify(spoil(BATCH)));
    expect(refused?.code).toBe('feed-format');
    expect(refused?.detail).toBe(where);
  });

  test('of a newer form says so, as the remedy is another', () => {
    expect(refusalOf(encodeBatch(BATCH).replace('"v":1', '"v":2'))?.code).toBe('feed-version');
  });

  test('too large is not even read', () => {
    expect(refusalOf(' '.repeat(BATCH_BYTES_AT_MOST + 1))?.code).toBe('feed-too-large');
  });

  test('is as long as its items and 512 bytes at most', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const bytes = batch.items.reduce((sum, item) => sum + encodeItem(item).length + 1, 0);
        expect(encodeBatch(batch).length).toBeLessThanOrEqual(bytes + 512);
      }),
    );
  });
});

/** The batch with an item that is spoiled so. */
function spoiling(spoilt: Partial<FeedItem>): (batch: Batch) => unknown {
  return (batch) => JSON.parse(encodeBatch({ ...batch, items: [{ ...ITEM, ...spoilt }] }));
}

describe('a position', () => {
  test('reads as what was written, and nothing else is one', () => {
    fc.assert(
      fc.property(items, ([item]) => {
        const position = { ledger: item?.run ?? '0'.repeat(16), seq: item?.seq ?? 0 };
        expect(parsePosition(formatPosition(position))).toEqual(position);
      }),
    );
    for (const text of [
      '',
      '1',
      'fedcba9876543210',
      'fedcba9876543210.',
      'fedcba9876543210.01',
      'FEDCBA9876543210.1',
      'fedcba9876543210.-1',
      'fedcba9876543210.1e3',
    ])
      expect(parsePosition(text), text).toBeUndefined();
  });
});
