import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Destination } from '../domain/destination.ts';
import type { Language } from '../domain/language.ts';
import type { Locale } from '../domain/locale.ts';
import type { KitFile } from '../domain/print-kit.ts';
import { bulletinsOf, bulletinText } from './bulletin.ts';
import { type Content, contentOf } from './content.ts';
import { drawToFit } from './fit.ts';
import { createPaper, type Mark } from './paper.ts';
import { openPress, type Press } from './press.ts';
import { SHEETS } from './sheets/index.ts';
import type { Sheet } from './sheets/sheet.ts';
import { type LeftOut, voicesOf } from './voices.ts';

export interface KitParts {
  /** The package's folder, with `static/` in it. */
  readonly root: string;
  readonly checkpoint: Checkpoint;
  readonly locales: ReadonlyMap<Language, Locale>;
  /** All that ship: staff need the material and the apps that the config does not show, too. */
  readonly destinations: ReadonlyMap<string, Destination>;
}

/** A file of the kit as it is written. */
export interface Printed {
  readonly bytes: Buffer;
  /** What is drawn where; empty for a plain text. */
  readonly marks: readonly Mark[];
  /** Letters of the config's names that the font has not: an empty box stands for each. */
  readonly missing: ReadonlySet<string>;
}

const TEXT_FILE: KitFile = {
  name: 'bulletin.txt',
  title: { vi: 'Bản tin đọc loa', en: 'Loudspeaker bulletin' },
  use: { vi: 'để đọc trên điện thoại hoặc sửa lại', en: 'to read from a phone, or to change' },
  page: undefined,
};

/** What the kit of this checkpoint consists of. */
export function kitFilesOf(checkpoint: Checkpoint): readonly KitFile[] {
  return [...sheetsOf(checkpoint), TEXT_FILE];
}

function sheetsOf(checkpoint: Checkpoint): readonly Sheet[] {
  return SHEETS.filter(({ isFor }) => isFor?.(checkpoint) ?? true);
}

/** The print kit of a checkpoint. Needs no network; some 20 MB of memory while it is at work. */
export async function createKit({ root, checkpoint, locales, destinations }: KitParts) {
  const press = await openPress(root);
  const { voices, leftOut } = voicesOf({ languages: checkpoint.languages, locales }, press.hasLetter);
  const content = contentOf(checkpoint, voices, destinations);
  return {
    /** The languages of the paper, and those of the config that it does without. */
    languages: voices.map(({ language }) => language),
    leftOut: leftOut as readonly LeftOut[],
    /** A file by its name; undefined where the kit has none of this name. */
    async print(name: string): Promise<Printed | undefined> {
      if (name === TEXT_FILE.name)
        return { bytes: Buffer.from(bulletinText(bulletinsOf(content))), marks: [], missing: new Set() };
      const sheet = sheetsOf(checkpoint).find((one) => one.name === name);
      return sheet && printSheet(press, sheet, content);
    },
  };
}

async function printSheet(press: Press, sheet: Sheet, content: Content): Promise<Printed> {
  const { title, page, margin, em } = sheet;
  const { language } = content.voices[0];
  const heading = language === 'vi' ? title.vi : title.en;
  const paper = createPaper(press, { title: `${heading} – ${content.place[0]}`, language, page });
  for (const blocks of sheet.pages({ paper, content, em })) {
    paper.addPage();
    const { width, height } = page;
    drawToFit(
      blocks,
      { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin },
      em * 0.9,
    );
  }
  return { bytes: await paper.finish(), marks: paper.marks, missing: paper.missing };
}
