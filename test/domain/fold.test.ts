import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../../src/domain/family.ts';
import type { FeedCounter } from '../../src/domain/feed/batch.ts';
import { fold } from '../../src/domain/fold.ts';
import type { Metric } from '../../src/domain/tally.ts';

const TWO = { below: 5, languages: ['vi', 'en'] };
const THREE = { below: 5, languages: ['vi', 'en', 'zh'] };

describe('folding', () => {
  test.each([
    ['nothing small', THREE, { vi: 9, en: 5 }, { vi: 9, en: 5 }],
    ['two small ones', THREE, { vi: 9, en: 2, zh: 1 }, { vi: 9, other: 3 }],
    ['one that may be either of two', THREE, { vi: 9, en: 2 }, { vi: 9, other: 2 }],
    ['one that could be nothing else', THREE, { vi: 9, en: 7, zh: 2 }, { vi: 9, other: 9 }],
    ['with the least, all that are as many', THREE, { vi: 7, en: 7, zh: 2 }, { other: 16 }],
    ['English beside Vietnamese', TWO, { vi: 37, en: 2 }, { other: 39 }],
    ['two that are at their most', THREE, { vi: 9, en: 4, zh: 4 }, { other: 17 }],
    ['nothing, where it is off', { ...TWO, below: 1 }, { vi: 9, en: 1 }, { vi: 9, en: 1 }],
    ['one language', { ...TWO, languages: ['vi'] }, { vi: 2 }, { other: 2 }],
  ])('of languages: %s', (_what, rule, counted, folded) => {
    expect(asNumbers(fold(cells('shown', 'language', counted), rule))).toEqual(folded);
  });

  test.each([
    [
      { android: 30, apple: 2 },
      { android: 30, other: 2 },
    ],
    [
      { android: 30, apple: 9, windows: 8, other: 2 },
      { android: 30, apple: 9, windows: 8, other: 2 },
    ],
    [
      { android: 30, apple: 9, windows: 4, other: 3 },
      { android: 30, apple: 9, other: 7 },
    ],
  ])('of kinds of phone, where other is a kind: %j', (counted, folded) => {
    expect(asNumbers(fold(cells('device', 'family', counted), TWO))).toEqual(folded);
  });

  test('leaves destinations, reasons and what has no split', () => {
    const counters = [
      ...cells('opened', 'destination', { tokhaiyte: 1, 'a=b': 2 }),
      ...cells('refused', 'reason', { full: 3 }),
      { metric: 'renewed', by: '', n: 1 } as const,
    ];
    expect(fold(counters, TWO)).toEqual(counters);
  });

  test('changes no total, leaves no small cell but other, and folds what it has folded to the same', () => {
    fc.assert(
      fc.property(hours(), fc.integer({ min: 1, max: 12 }), (counters, below) => {
        const rule = { below, languages: ['vi', 'en', 'zh', 'ko'] };
        const folded = fold(counters, rule);
        expect(totals(folded)).toEqual(totals(counters));
        for (const { by, n } of folded) expect(n >= below || /=other$|^destination/.test(by)).toBe(true);
        const given = new Map(counters.map(({ metric, by, n }) => [`${metric} ${by}`, n]));
        for (const { metric, by, n } of folded)
          if (!by.endsWith('=other')) expect(n).toBe(given.get(`${metric} ${by}`));
        const again = fold(folded, rule);
        expect(again).toEqual(folded);
      }),
    );
  });

  /** The strongest reader: it knows the rule, and tries each table that there could have been. */
  test.each([
    [2, ['vi', 'en'], 8, ['1,1']],
    [5, ['vi', 'en'], 14, []],
    [3, ['vi', 'en', 'zh'], 9, ['2,2,2']],
    [5, ['vi', 'en', 'zh'], 14, []],
    [3, ['vi', 'en', 'zh', 'ko'], 6, ['2,2,2,2']],
  ])(
    'below %i, of %j: no hidden cell can be told, unless all are one short',
    (below, languages, most, told) => {
      expect(tellableCells({ below, languages }, most)).toEqual(told);
    },
  );
});

/** The tables with a cell that is under `below` and is the same in all tables that fold to the same. */
function tellableCells(rule: { below: number; languages: string[] }, most: number): string[] {
  const groups = new Map<string, number[][]>();
  for (const table of tables(rule.languages.length, most)) {
    const counted = Object.fromEntries(rule.languages.map((language, at) => [language, table[at] ?? 0]));
    const folded = JSON.stringify(asNumbers(fold(cells('shown', 'language', counted), rule)));
    groups.set(folded, [...(groups.get(folded) ?? []), table]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first = []] = group;
    const isTold = first.some(
      (n, at) => n > 0 && n < rule.below && group.every((table) => table[at] === first[at]),
    );
    return isTold ? [first.join()] : [];
  });
}

function tables(length: number, most: number): number[][] {
  if (length === 0) return [[]];
  return tables(length - 1, most).flatMap((rest) => Array.from({ length: most + 1 }, (_, n) => [n, ...rest]));
}

function cells(
  metric: Metric,
  split: string,
  counted: Readonly<Record<string, number | undefined>>,
): FeedCounter[] {
  return Object.entries(counted).flatMap(([part, n = 0]) =>
    n === 0 ? [] : [{ metric, by: `${split}=${part}`, n }],
  );
}

function asNumbers(counters: readonly FeedCounter[]): Record<string, number> {
  return Object.fromEntries(counters.map(({ by, n }) => [by.replace(/^\w+=/, ''), n]));
}

function totals(counters: readonly FeedCounter[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { metric, by, n } of counters) {
    const key = `${metric} ${by.split('=')[0]}`;
    sums[key] = (sums[key] ?? 0) + n;
  }
  return sums;
}

function hours(): fc.Arbitrary<FeedCounter[]> {
  const row = (metric: Metric, split: string, parts: readonly string[]) =>
    fc
      .tuple(...parts.map(() => fc.nat(20)))
      .map((numbers) =>
        cells(metric, split, Object.fromEntries(parts.map((part, at) => [part, numbers[at]]))),
      );
  return fc
    .tuple(
      row('session', 'language', ['vi', 'en', 'zh', 'ko']),
      row('session', 'family', FAMILIES),
      row('shown', 'language', ['vi', 'en', 'zh', 'ko']),
      row('opened', 'destination', ['tokhaiyte', 'bluezone']),
    )
    .map((rows) => rows.flat());
}
