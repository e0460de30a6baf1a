import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import type { Mark } from '../../src/print/paper.ts';
import { SHEETS } from '../../src/print/sheets/index.ts';
import { exampleCheckpoint } from '../example.ts';
import { printed } from './kits.ts';
import { crammed, crowded, LONG_WORD } from './limits.ts';

const plain = exampleCheckpoint();

/** What a technician may write, from next to nothing to the most that the config takes. */
const CHECKPOINTS: Readonly<Record<string, Checkpoint>> = {
  'the example': plain,
  'one language, nobody to call': { ...plain, languages: ['vi'], contacts: [] },
  'English first': { ...plain, languages: ['en', 'vi'] },
  'one step and the officer': { ...plain, destinations: plain.destinations.slice(0, 1) },
  'a place with a code': { ...plain, locationQr: 'https://qr.tokhaiyte.vn/?id=0000' },
  'every text as long as it may be': crammed(),
  'every text one word without a space': crammed({ word: LONG_WORD, ssid: 'Ứ'.repeat(10) }),
  'as many destinations as may be': crowded(),
  'names that take the most room in a code': crammed({
    ssid: '";,:'.repeat(8).replaceAll('"', '\\"'),
    code: 'ế'.repeat(300),
  }),
};

/** What people at that distance can read, and cameras too: in mm of black and white, and of an em. */
const SMALLEST: Readonly<Record<string, { code: number }>> = {
  'poster-a4.pdf': { code: 50 },
  'place-code-a4.pdf': { code: 150 },
  'leaflet-a5.pdf': { code: 35 },
  'standee-600x1600.pdf': { code: 150 },
  'table-card-a6.pdf': { code: 35 },
  'staff-card-a4.pdf': { code: 35 },
};

describe.each(Object.entries(CHECKPOINTS))('%s', (_, checkpoint) => {
  test.each(SHEETS.filter(({ isFor }) => isFor?.(checkpoint) ?? true))(
    '$name holds all of it, and nothing lies on anything',
    async (sheet) => {
      const { marks } = await printed(checkpoint, sheet.name);
      expect(marks.length).toBeGreaterThan(5);
      const inner = {
        x: sheet.margin,
        y: sheet.margin,
        width: sheet.page.width - 2 * sheet.margin,
        height: sheet.page.height - 2 * sheet.margin,
      };
      expect(marks.filter(({ area }) => !isInside(area, inner))).toEqual([]);
      expect(collisions(marks)).toEqual([]);
      const codes = marks.filter(({ kind }) => kind === 'code');
      const least = SMALLEST[sheet.name]?.code ?? Number.POSITIVE_INFINITY;
      for (const { area } of codes) expect(area.width * (29 / 37)).toBeGreaterThanOrEqual(least);
    },
  );
});

/** A hair of a millimetre is no fault. */
const HAIR = 0.01;

function isInside(inner: Mark['area'], outer: Mark['area']): boolean {
  return (
    inner.x >= outer.x - HAIR &&
    inner.y >= outer.y - HAIR &&
    inner.x + inner.width <= outer.x + outer.width + HAIR &&
    inner.y + inner.height <= outer.y + outer.height + HAIR
  );
}

function touches(a: Mark['area'], b: Mark['area']): boolean {
  return (
    a.x + HAIR < b.x + b.width &&
    b.x + HAIR < a.x + a.width &&
    a.y + HAIR < b.y + b.height &&
    b.y + HAIR < a.y + a.height
  );
}

/** Two things in one place; on a panel lies what is wholly on it, and another panel too. */
function collisions(marks: readonly Mark[]): string[] {
  return marks.flatMap((a, index) =>
    marks
      .slice(index + 1)
      .filter((b) => a.page === b.page && touches(a.area, b.area))
      .filter((b) => a.kind !== 'panel' || !isInside(b.area, a.area))
      .map((b) => `page ${a.page}: ${a.kind} "${a.text}" and ${b.kind} "${b.text}"`),
  );
}
