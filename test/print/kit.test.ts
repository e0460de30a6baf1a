import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wifiCode } from '../../src/domain/wifi-code.ts';
import { createDrawings, shapesOf } from '../../src/print/drawing.ts';
import { kitFilesOf } from '../../src/print/kit.ts';
import { SHEETS } from '../../src/print/sheets/index.ts';
import { voicesOf } from '../../src/print/voices.ts';
import { wrap } from '../../src/print/wrap.ts';
import { catalog, exampleCheckpoint, ROOT } from '../example.ts';
import { kitOf, placeWithCode, printed } from './kits.ts';

const example = exampleCheckpoint();

describe('the code that joins the WiFi', () => {
  test('holds the name, escaped', () => {
    expect(wifiCode('KHAI BAO Y TE')).toBe('WIFI:T:nopass;S:KHAI BAO Y TE;;');
    expect(wifiCode(String.raw`a;b,c:d"e\f`)).toBe(String.raw`WIFI:T:nopass;S:a\;b\,c\:d\"e\\f;;`);
  });

  test('gives any name back to who reads it field by field', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.stringMatching(/^[\\;,:"]+$/),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(name, (ssid) => {
        expect(fieldsOf(wifiCode(ssid))).toEqual({ T: 'nopass', S: ssid });
      }),
    );
  });
});

describe('the files', () => {
  test('have the sizes that their names say, and a name each', () => {
    const sizes = Object.fromEntries(SHEETS.map(({ name, page }) => [name, `${page.width}x${page.height}`]));
    expect(sizes).toEqual({
      'poster-a4.pdf': '210x297',
      'place-code-a4.pdf': '210x297',
      'leaflet-a5.pdf': '148x210',
      'standee-600x1600.pdf': '600x1600',
      'table-card-a6.pdf': '105x148',
      'staff-card-a4.pdf': '210x297',
      'bulletin-a4.pdf': '210x297',
    });
    expect(new Set(kitFilesOf(placeWithCode()).map(({ name }) => name)).size).toBe(SHEETS.length + 1);
    expect(kitFilesOf(example)).toHaveLength(SHEETS.length);
    for (const { margin } of SHEETS) expect(margin).toBeGreaterThanOrEqual(8);
  });

  test.each(SHEETS)('$name is a PDF with fonts of its own and no picture', async ({ name, page }) => {
    const pdf = (await printed(placeWithCode(), name)).bytes.toString('latin1');
    expect(pdf.startsWith('%PDF-1.')).toBe(true);
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(0);
    for (const [, width, height] of boxes) {
      expect([width, height].map((points) => Math.round((Number(points) / 72) * 25.4))).toEqual([
        page.width,
        page.height,
      ]);
    }
    expect(pdf).not.toMatch(/Helvetica|\/Subtype \/Image/);
    expect(pdf.match(/\/FontFile2/g)?.length).toBeGreaterThan(0);
  });

  test('a place without a code of its own has no sheet for one', async () => {
    expect(await (await kitOf(example)).print('place-code-a4.pdf')).toBeUndefined();
  });

  test('there is no other', async () => {
    const kit = await kitOf(example);
    expect(await kit.print('../package.json')).toBeUndefined();
    expect(await kit.print('')).toBeUndefined();
  });
});

describe('what the sheets show', () => {
  test.each([
    ['poster-a4.pdf', 3],
    ['place-code-a4.pdf', 1],
    ['leaflet-a5.pdf', 4],
    ['standee-600x1600.pdf', 4],
    ['table-card-a6.pdf', 1],
    ['staff-card-a4.pdf', 1],
    ['bulletin-a4.pdf', 0],
  ])('%s has %i codes where the place has its own', async (name, count) => {
    const { marks } = await printed(placeWithCode(), name);
    expect(marks.filter(({ kind }) => kind === 'code')).toHaveLength(count);
  });

  test('staff find every app that reads the code, and all material, also where the config shows neither', async () => {
    const { marks } = await printed({ ...placeWithCode(), languages: ['en'] }, 'staff-card-a4.pdf');
    const lines = marks.map(({ text }) => text);
    for (const words of [
      'Bluezone',
      'NCOVI',
      'Vietnam Health Declaration',
      'tailieu.bluezone.gov.vn',
      'bluezone.gov.vn/tai-lieu',
    ])
      expect(lines).toContain(words);
  });

  test('the button in the words of the page', async () => {
    const { marks } = await printed(example, 'table-card-a6.pdf');
    expect(marks.map(({ text }) => text)).toContain(catalog.locales.get('vi')?.accept.button);
  });

  test('a letter that the font has not is told', async () => {
    const named = { ...example, access: { ...example.access, ssid: 'WiFi 你好' } };
    expect([...(await printed(named, 'table-card-a6.pdf')).missing]).toEqual(['你', '好']);
    expect([...(await printed(example, 'table-card-a6.pdf')).missing]).toEqual([]);
  });

  /** 140 to 165 words a minute is how a bulletin is read; Vietnamese syllables are written as words. */
  test('the bulletin is read in 60 to 90 seconds', async () => {
    const text = (await printed(example, 'bulletin.txt')).bytes.toString('utf8');
    for (const part of text.split('\n\n\n')) {
      const [, , ...paragraphs] = part.split('\n\n');
      const seconds = (paragraphs.join(' ').split(/\s+/).length / 155) * 60;
      expect(seconds).toBeGreaterThan(60);
      expect(seconds).toBeLessThan(90);
    }
  });
});

describe('the languages on paper', () => {
  const vi = catalog.locales.get('vi');
  if (!vi) throw new Error('no Vietnamese');
  const locales = new Map([
    ...catalog.locales,
    ['lo', { ...vi, header: { title: 'ຟຣີ' } }],
    ['xx', { ...vi, print: undefined }],
    ['fr', vi],
  ]);
  const has = (letter: string) => !/\p{Script=Lao}/u.test(letter);
  const judged = (...languages: [string, ...string[]]) => {
    const { voices, leftOut } = voicesOf({ languages, locales }, has);
    return [
      voices.map(({ language }) => language).join(),
      leftOut.map(({ language, why }) => `${language} ${why}`).join(),
    ];
  };

  test.each([
    [['vi', 'en'], 'vi,en', ''],
    [['vi'], 'vi', ''],
    [['fr', 'vi', 'en'], 'fr,en', 'vi room'],
    [['xx', 'lo', 'fr', 'vi'], 'fr,vi', 'xx words,lo letters'],
    [['lo'], 'vi,en', 'lo letters'],
  ] as const)('of %j are %s', (languages, printedOnes, leftOut) => {
    expect(judged(...(languages as unknown as [string]))).toEqual([printedOnes, leftOut]);
  });
});

test('every drawing can be printed, and one with anything else is refused', () => {
  const drawing = createDrawings(ROOT);
  for (const name of catalog.icons) expect(drawing(name).length, name).toBeGreaterThan(0);
  for (const inner of ['<path d="M0 0"/><text>a</text>', '<ellipse rx="1"/>', '<g><path d="M0 0"/></g>', ''])
    expect(() => shapesOf(`<svg viewBox="0 0 48 48">${inner}</svg>`)).toThrow('a drawing holds');
});

test('a text is wrapped into lines that fit and lose no letter', () => {
  const widthOf = (line: string) => [...line].length;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrap(words, width, widthOf);
      expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }),
  );
});

/** As a scanner does it: `;` ends a field, and a backslash takes the letter after it as it is. */
function fieldsOf(code: string): Record<string, string> {
  const inner = code.replace(/^WIFI:/, '').replace(/;$/, '');
  const fields = inner.match(/(?:\\[\s\S]|[^\\;])+;/g) ?? [];
  return Object.fromEntries(
    fields.map((field) => {
      const [, name = '', value = ''] = /^(\w):([\s\S]*);$/.exec(field) ?? [];
      return [name, value.replace(/\\([\s\S])/g, '$1')];
    }),
  );
}
