import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Counts, CountsRow } from '../../src/domain/counts.ts';
import { FAMILIES } from '../../src/domain/family.ts';
import { type Figure, type PublicRule, publish } from '../../src/domain/suppress.ts';
import type { Metric } from '../../src/domain/tally.ts';
import { ROOT } from '../example.ts';
import { type DayNumbers, daysOf, openRanges, tellable } from './reader.ts';

const LANGUAGES = ['vi', 'en', 'zh', 'ko', 'lo', 'km'];
const DESTINATIONS = Array.from({ length: 30 }, (_, at) => `d${at}`);
const RULE: PublicRule = {
  below: 10,
  offered: { language: LANGUAGES, family: FAMILIES, destination: DESTINATIONS },
};
const TINY: PublicRule = { below: 4, offered: {} };

describe('a day as it is published', () => {
  const [day] = publish(
    daysOf([
      {
        session: {
          ...{ 'language=vi': 131, 'language=en': 6 },
          ...{ 'family=android': 98, 'family=apple': 39 },
        },
        shown: { 'language=vi': 4, 'language=zh': 1 },
        opened: { 'destination=removed': 20, 'destination=removed-too': 3 },
        renewed: { '': 12 },
      },
    ]),
    'day',
    { below: 10, offered: { language: ['vi', 'en'], family: FAMILIES } },
  ).rows;

  test('has multiples of ten, what is less, and nothing where nothing was', () => {
    const totals = { session: 130, shown: '<10', opened: 20, renewed: 10, device: 0, refused: 0 };
    expect(day?.totals).toMatchObject(totals);
    expect(day?.parts.session).toEqual({
      'family=android': 90,
      'family=apple': 30,
      'family=other': '<10',
      'family=windows': '<10',
      'language=en': '<10',
      'language=vi': 130,
    });
    expect(day?.parts.device).toMatchObject({ 'family=android': 0 });
  });

  test('does not tell that a part was counted at all which nobody knows of', () => {
    expect(day?.parts.shown).toEqual({ 'language=en': '<10', 'language=vi': '<10' });
    expect(day?.parts.opened).toEqual({ 'destination=removed': 20 });
  });

  test('tells a total lower than it is where its parts could be told from it', () => {
    const nines = Object.fromEntries(DESTINATIONS.slice(0, 10).map((part) => [`destination=${part}`, 9]));
    expect(publish(daysOf([{ opened: nines }]), 'day', RULE).totals.opened).toBe(80);
  });
});

describe('weeks, months, totals', () => {
  test('are sums of what the days were told as', () => {
    const days = daysOf([12, 25, 0, 4, 10].map((n) => ({ shown: { 'language=vi': n } })));
    expect(publish(days, 'week', RULE).rows).toMatchObject([{ totals: { shown: 40 } }]);
    const small = daysOf([3, 0, 9].map((n) => ({ shown: { 'language=vi': n } })));
    const [week] = publish(small, 'week', RULE).rows;
    expect(week).toMatchObject({ totals: { shown: '<19' }, parts: { shown: { 'language=vi': '<19' } } });
  });

  test('and of no days at all', () => {
    expect(publish(daysOf([]), 'week', RULE)).toMatchObject({ totals: { shown: 0 }, rows: [] });
  });

  test('whatever dates are asked for, whoever has the days could have written the answer himself', () => {
    fc.assert(
      fc.property(
        fc.array(days(), { minLength: 1, maxLength: 50 }),
        fc.nat(49),
        fc.nat(49),
        fc.constantFrom('day', 'week', 'month'),
        (all, one, other, by) => {
          const first = Math.min(one, other, all.length - 1);
          const end = Math.max(one, other) + 1;
          const published = publish(daysOf(all), 'day', RULE);
          const asked = publish(daysOf(all, [first, end]), by, RULE);
          const shown = published.rows.slice(first, end);
          expect(asked.totals).toEqual(addedByHand(shown.map(({ totals }) => totals)));
          for (const row of asked.rows) {
            const inside = shown.filter(({ start }) => startIn(by, start) === row.start);
            expect(row.totals).toEqual(addedByHand(inside.map(({ totals }) => totals)));
            expect(row.parts.session).toEqual(addedByHand(inside.map(({ parts }) => parts.session ?? {})));
          }
        },
      ),
    );
  });
});

describe('a reader who subtracts', () => {
  test('and has all tables of two days, by day and week, finds no small number', () => {
    const worlds = tuples(4, 11).map(([a = 0, b = 0, c = 0, d = 0]) => [
      { shown: { 'language=vi': a, 'language=en': b } },
      { shown: { 'language=vi': c, 'language=en': d } },
    ]);
    const tables = (world: DayNumbers[]) =>
      [daysOf(world), daysOf(world, [0, 1]), daysOf(world, [1, 2])].flatMap((counts) =>
        (['day', 'week'] as const).map((by) => publish(counts, by, TINY)),
      );
    expect(tellable(worlds, tables, TINY.below)).toEqual([]);
  }, 60_000);

  test.each([
    ['two languages and two kinds of phone, with one total', 10, sessions(22)],
    ['four destinations', 4, tuples(4, 8).map((numbers) => [{ opened: named('destination', numbers) }])],
  ])(
    'and tries all that could have been finds no small number: %s',
    (_what, below, worlds) => {
      const rule = { below, offered: { language: ['vi', 'en'], family: ['android', 'apple'] } };
      expect(tellable(worlds, (world) => publish(daysOf(world), 'day', rule), below)).toEqual([]);
    },
    60_000,
  );

  test('and has a day before and after late counts came to it finds no small number', () => {
    const worlds = tuples(4, 11).flatMap(([a = 0, b = 0, c = 0, d = 0]) =>
      c < a || d < b
        ? []
        : [[{ opened: named('destination', [a, b]) }, { opened: named('destination', [c, d]) }]],
    );
    const bothTimes = (world: DayNumbers[]) => world.map((day) => publish(daysOf([day]), 'day', TINY));
    expect(tellable(worlds, bothTimes, TINY.below)).toEqual([]);
  }, 60_000);

  test('and reckons with intervals has six of ten values left with one split, and 11 less its parts with two', () => {
    fc.assert(
      fc.property(days(), fc.integer({ min: 10, max: 25 }), (day, below) => {
        const [row] = publish(daysOf([day]), 'day', { ...RULE, below }).rows;
        for (const [metric, cells] of Object.entries(day) as [Metric, Record<string, number>][]) {
          const splits = new Set(Object.keys(cells).map((by) => by.split('=')[0]));
          const most = Math.max(...[...splits].map((split) => countedParts(cells, split).length));
          const open = splits.size === 2 ? Math.min(below - 1, below + 1 - most) : Math.floor(below / 2) + 1;
          for (const { by, values } of openRanges(row as CountsRow<Figure>, metric, { cells, below }))
            expect(values, `${metric} ${by}`).toBeGreaterThanOrEqual(open);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('has too few parts of a session to tell one: the day that there are ten languages, this must be thought through anew', () => {
    expect(readdirSync(join(ROOT, 'views', 'locales')).length).toBeLessThan(10);
    expect(FAMILIES.length).toBeLessThan(10);
  });
});

/** What was weighed and does not hold, so that the reader above is known to find what there is. */
describe('a form without', () => {
  test('rounding tells a small number beside a total', () => {
    const exact = (world: DayNumbers[]) => publishedExactly(daysOf(world), 10);
    expect(tellable(sessions(22), exact, 10).length).toBeGreaterThan(0);
  }, 60_000);

  test('room between a total and its parts tells ten nines', () => {
    const nines = Object.fromEntries(DESTINATIONS.slice(0, 10).map((part) => [`destination=${part}`, 9]));
    const [row] = publish(daysOf([{ opened: nines }]), 'day', RULE).rows as [CountsRow<Figure>];
    const rounded = { ...row, totals: { ...row.totals, opened: 90 } };
    const values = (each: CountsRow<Figure>) =>
      openRanges(each, 'opened', { cells: nines, below: 10 }).map((range) => range.values);
    expect(new Set(values(rounded))).toEqual(new Set([1]));
    expect(Math.min(...values(row))).toBeGreaterThanOrEqual(6);
  });

  test('sums of days alone tells a small number by the week beside them', () => {
    const worlds = tuples(2, 8).map((numbers) => numbers.map((n) => ({ shown: { 'language=vi': n } })));
    const weekOfItsOwn = (world: DayNumbers[]) => {
      const n = world.reduce((sum, { shown }) => sum + (shown?.['language=vi'] ?? 0), 0);
      return [
        publish(daysOf(world), 'day', TINY),
        publish(daysOf([{ shown: { 'language=vi': n } }]), 'day', TINY),
        n,
      ];
    };
    expect(tellable(worlds, weekOfItsOwn, TINY.below).length).toBeGreaterThan(0);
  });
});

test('nowhere is a number from 1 to 9', () => {
  fc.assert(
    fc.property(fc.array(days(), { maxLength: 20 }), fc.constantFrom('day', 'week', 'month'), (all, by) => {
      const { totals, rows } = publish(daysOf(all), by, RULE);
      const figures = [totals, ...rows.flatMap((row) => [row.totals, ...Object.values(row.parts)])];
      for (const figure of figures.flatMap((each) => Object.values(each)))
        expect(typeof figure === 'number' ? figure % 10 : Number(figure.slice(1)) % 9).toBe(
          typeof figure === 'number' ? 0 : 1,
        );
    }),
  );
});

function addedByHand(rows: readonly Readonly<Record<string, Figure>>[]): Record<string, Figure> {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Object.fromEntries(
    keys.map((key) => {
      const figures = rows.map((row) => row[key] ?? 0);
      const least = figures.reduce<number>((sum, each) => sum + (each === '<10' ? 0 : Number(each)), 0);
      const most = figures.filter((each) => each === '<10').length * 9;
      return [key, least > 0 || most === 0 ? least : `<${most + 1}`];
    }),
  );
}

function startIn(by: string, date: string): string {
  if (by === 'day') return date;
  if (by === 'month') return date.slice(0, 7);
  const monday = new Date(`${date}T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return monday.toISOString().slice(0, 10);
}

/** Small ones hidden, the rest exact: the form without any second cell. */
function publishedExactly({ rows }: Counts, below: number): unknown {
  const hide = (numbers: Readonly<Record<string, number>>) =>
    Object.entries(numbers).map(([key, n]) => [key, n > 0 && n < below ? 'hidden' : n]);
  return rows.map(({ totals, parts }) => [hide(totals), Object.values(parts).map(hide)]);
}

/** Each table of up to `most` by language that has as many by kind of phone. */
function sessions(most: number): DayNumbers[][] {
  return tuples(2, most).flatMap(([vi = 0, en = 0]) =>
    Array.from({ length: vi + en + 1 }, (_, android) => [
      { session: { ...named('language', [vi, en]), ...named('family', [android, vi + en - android]) } },
    ]),
  );
}

function named(split: string, numbers: readonly number[]): Record<string, number> {
  return Object.fromEntries(numbers.map((n, at) => [`${split}=${at}`, n]));
}

function tuples(length: number, most: number): number[][] {
  if (length === 0) return [[]];
  return tuples(length - 1, most).flatMap((rest) => Array.from({ length: most + 1 }, (_, n) => [n, ...rest]));
}

function countedParts(cells: Readonly<Record<string, number>>, split = ''): number[] {
  return Object.entries(cells).flatMap(([by, n]) => (by.startsWith(`${split}=`) && n > 0 ? [n] : []));
}

/** Numbers near the edges of what is told, where a total binds its parts most. */
function days(): fc.Arbitrary<DayNumbers> {
  const number = fc
    .tuple(fc.constantFrom(0, 0, 0, 1, 2, 7), fc.constantFrom(0, 1, 5, 8, 9, 9, 9, 9))
    .map(([tens, rest]) => tens * 10 + rest);
  const row = (split: string, parts: readonly string[]) =>
    fc
      .array(number, { maxLength: parts.length })
      .map((numbers) => Object.fromEntries(numbers.map((n, at) => [`${split}=${parts[at]}`, n])));
  const session = fc
    .tuple(row('language', LANGUAGES), fc.array(fc.nat(100), { minLength: 3, maxLength: 3 }))
    .map(([languages, cuts]) => {
      const total = Object.values(languages).reduce((sum, n) => sum + n, 0);
      const edges = [0, ...cuts.map((cut) => Math.floor((cut * total) / 100)).sort((a, b) => a - b), total];
      const families = FAMILIES.map((family, at) => [
        `family=${family}`,
        (edges[at + 1] ?? 0) - (edges[at] ?? 0),
      ]);
      return { ...languages, ...Object.fromEntries(families) };
    });
  return fc.record({ session, opened: row('destination', DESTINATIONS), device: row('family', FAMILIES) });
}
