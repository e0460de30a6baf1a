import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writtenDate } from '../../src/domain/clock.ts';
import { holdingOn, IMPORTANCES, type Notice } from '../../src/domain/notice.ts';

describe('the notices that hold', () => {
  test.each([
    ['1970-01-01', true],
    ['2021-01-31', true],
    ['2021-02-07', true],
    ['2021-02-08', false],
  ])('on %s: %s, for one until the 7th', (today, holds) => {
    const folder = [notice({ date: '2021-02-01', expires: '2021-02-07' })];
    expect(holdingOn(today, { folder, bundle: [] }).length === 1).toBe(holds);
  });

  test('come by importance, then the newest first', () => {
    const folder = [
      notice({ id: 'old', date: '2021-01-01' }),
      notice({ id: 'new', date: '2021-02-01' }),
      notice({ id: 'urgent', importance: 'urgent', date: '2020-01-01' }),
    ];
    const bundle = [notice({ id: 'important', importance: 'important' })];
    expect(ids(holdingOn('2021-02-01', { folder, bundle }))).toEqual(['urgent', 'important', 'new', 'old']);
  });

  test('are the box`s own where the district has one of the same id, until it expires', () => {
    const folder = [notice({ expires: '2021-02-07' })];
    const bundle = [notice({ expires: '2021-02-28' })];
    const from = (today: string) => holdingOn(today, { folder, bundle }).map((one) => one.from);
    expect([from('2021-02-07'), from('2021-02-08'), from('2021-03-01')]).toEqual([
      ['folder'],
      ['bundle'],
      [],
    ]);
  });

  test('are the same in whatever order they are read', () => {
    const some = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      importance: fc.constantFrom(...IMPORTANCES),
      date: fc.constantFrom('2021-01-01', '2021-02-01'),
    });
    const all = fc.uniqueArray(some, { selector: ({ id }) => id });
    const pair = all.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(pair, ([list, shuffled]) => {
        const order = (notices: typeof list) =>
          ids(holdingOn('2021-02-01', { folder: notices.map(notice), bundle: [] }));
        expect(order(list)).toEqual(order(shuffled));
      }),
    );
  });
});

test('a date is written as it is here', () => {
  expect(writtenDate('2020-08-20')).toBe('20/8/2020');
});

function notice(some: Partial<Notice>): Notice {
  return { id: 'a', importance: 'normal', date: '2021-01-01', expires: '2021-12-31', text: {}, ...some };
}

function ids(notices: readonly Notice[]): string[] {
  return notices.map(({ id }) => id);
}
