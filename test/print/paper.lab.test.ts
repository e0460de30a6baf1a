import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { destinationText, roadOf } from '../../src/domain/destination.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { PrintWords } from '../../src/domain/print-words.ts';
import { wifiCode } from '../../src/domain/wifi-code.ts';
import { SHEETS } from '../../src/print/sheets/index.ts';
import { temporaryFolder } from '../doubles.ts';
import { catalog, exampleCheckpoint } from '../example.ts';
import { run } from '../lab/command.ts';
import { placeWithCode, printed } from './kits.ts';
import { crammed } from './limits.ts';

const CHECKPOINTS: Readonly<Record<string, Checkpoint>> = {
  'the example': exampleCheckpoint(),
  'a place with a code and a difficult name': placeWithCode(),
  'English first': { ...placeWithCode(), languages: ['en', 'vi'] },
  'every text as long as it may be': crammed(),
};

/** At which a camera's module is some six dots: what is bigger is read from farther away. */
const DOTS_PER_INCH: Readonly<Record<string, number>> = { 'standee-600x1600.pdf': 60 };

/** The paper as programs that are not ours see it: poppler draws and reads it, zbar reads its codes. */
describe.each(Object.entries(CHECKPOINTS))('%s', (_, checkpoint) => {
  test.each(SHEETS.filter(({ isFor }) => isFor?.(checkpoint) ?? true))(
    '$name: size, fonts, text and codes',
    async ({ name, page }) => {
      const file = join(temporaryFolder(), name);
      const { bytes, marks } = await printed(checkpoint, name);
      writeFileSync(file, bytes);

      const { pages, width, height } = await pageOf(file);
      expect(pages).toBe(Math.max(...marks.map((mark) => mark.page)));
      expect([width, height].map(Math.round)).toEqual([page.width, page.height]);

      const fonts = await fontsOf(file);
      expect([...new Set(fonts.map((font) => font.name.replace(/^[A-Z]{6}\+/, '')))].sort()).toEqual([
        'BeVietnamPro-Bold',
        'BeVietnamPro-Regular',
      ]);
      for (const font of fonts) expect(font).toMatchObject({ embedded: 'yes', unicode: 'yes' });
      // Not one picture: all of it is as sharp as the printer.
      expect((await run(['pdfimages', '-list', file])).trim().split('\n')).toHaveLength(2);

      const text = await run(['pdftotext', '-raw', file, '-']);
      const lines = marks.filter(({ kind }) => kind === 'text').map((mark) => mark.text);
      expect(withoutSpace(text)).toBe(withoutSpace(lines.join('')));

      const codes = await codesOf(file, DOTS_PER_INCH[name] ?? 200);
      expect(codes.sort()).toEqual(expectedCodes(checkpoint, name).sort());
    },
    120_000,
  );
});

/** Independent of what the sheets say that they have drawn: the words as the language files have them. */
describe('the words of the language files are on the paper', () => {
  const checkpoint = { ...exampleCheckpoint(), locationQr: 'https://qr.tokhaiyte.vn/?id=0000' };
  const names = { ssid: checkpoint.access.ssid, address: 'http://chot.internal', n: '3' };
  test.each(['vi', 'en'].flatMap((language) => SHEETS.map(({ name }) => [language, name] as const)))(
    '%s: %s',
    async (language, name) => {
      const file = join(temporaryFolder(), name);
      writeFileSync(file, (await printed(checkpoint, name)).bytes);
      const text = oneSpace(await run(['pdftotext', '-raw', file, '-']));
      const locale = catalog.locales.get(language);
      if (!locale?.print) throw new Error(`no words in ${language}`);
      const place = checkpoint.name[language] ?? '';
      const wanted = [place, ...wordsOn(name, { locale, words: locale.print, checkpoint, language })];
      for (const words of wanted) expect(text).toContain(oneSpace(filled(words, { ...names, place })));
    },
  );
});

interface Spoken {
  readonly locale: Locale;
  readonly words: PrintWords;
  readonly checkpoint: Checkpoint;
  readonly language: string;
}

function wordsOn(name: string, { locale, words, checkpoint, language }: Spoken): readonly string[] {
  const { staff, bulletin } = words;
  const joining = [words.network, words.join, words.press, locale.accept.button, locale.header.title];
  const road = [
    locale.steps.title,
    locale.steps.show,
    locale.steps.showText,
    ...roadOf(checkpoint.destinations).map((row) => destinationText(row, language).name),
  ];
  const helping = [words.noPage, words.type, words.help, words.ask, '{address}', '0269 000 000'];
  const phones = Object.values(staff.phones).flatMap(({ name: phone, steps }) => [phone, ...steps]);
  const table: Readonly<Record<string, readonly string[]>> = {
    'poster-a4.pdf': [...joining, ...road, ...helping],
    'place-code-a4.pdf': [words.location, words.locationText, locale.checkIn.how],
    'leaflet-a5.pdf': [...joining, ...road, ...helping, locale.privacy.text],
    'standee-600x1600.pdf': [...joining, ...road, ...helping],
    'table-card-a6.pdf': [...joining, words.noPage, words.type],
    'staff-card-a4.pdf': [
      ...[staff.title, staff.when, staff.contacts, staff.materials, ...staff.first, ...phones],
      ...['tailieu.bluezone.gov.vn', 'bluezone.gov.vn/tai-lieu', '{address}', '0269 000 000'],
    ],
    'bulletin-a4.pdf': [
      bulletin.title,
      bulletin.note,
      ...bulletin.opening,
      ...bulletin.steps,
      ...bulletin.closing,
    ],
  };
  return table[name] ?? [];
}

/** Exactly these, no more and no less. */
function expectedCodes({ access, destinations, locationQr }: Checkpoint, name: string): string[] {
  const wifi = wifiCode(access.ssid);
  const road = destinations.slice(0, 2).map(({ url }) => url);
  const location = locationQr === undefined ? [] : [locationQr];
  if (name.startsWith('bulletin')) return [];
  if (name.startsWith('staff') || name.startsWith('place')) return location;
  if (name.startsWith('poster')) return [wifi, ...road];
  return name.startsWith('table') ? [wifi] : [wifi, ...road, ...location];
}

async function pageOf(file: string) {
  const told = await run(['pdfinfo', file]);
  const [, width, height] = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(told) ?? [];
  const mm = (points: string | undefined) => (Number(points) / 72) * 25.4;
  return { pages: Number(/^Pages: +(\d+)/m.exec(told)?.[1]), width: mm(width), height: mm(height) };
}

async function fontsOf(file: string) {
  const [, , ...rows] = (await run(['pdffonts', file])).trim().split('\n');
  return rows.map((row) => {
    const [name = ''] = row.split(/\s+/);
    const [embedded, , unicode] = row.match(/\b(yes|no)\b/g) ?? [];
    return { name, embedded, unicode };
  });
}

async function codesOf(file: string, resolution: number): Promise<string[]> {
  const picture = file.replace('.pdf', '');
  await run(['pdftoppm', '-r', String(resolution), '-png', file, picture]);
  // The bytes as they stand: zbar takes some Vietnamese for Japanese otherwise.
  const read = `zbarimg --quiet --raw -Sdisable -Sqrcode.enable -Sqrcode.binary ${picture}*.png`;
  // zbarimg ends with 4 where there is nothing to read.
  const said = await run(['sh', '-c', `${read} || test $? -eq 4`]);
  return said.split('\n').filter(Boolean);
}

function filled(words: string, names: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
}

function oneSpace(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function withoutSpace(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '');
}
