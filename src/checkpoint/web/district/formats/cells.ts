import type { CellObject } from 'write-excel-file/node';
import type { Figure } from '../../../../domain/suppress.ts';
import type { Text } from '../../../../domain/text.ts';

/** Of columns, in letters of the font. */
export const WIDTH = { start: 26, figure: 16, fact: 44, id: 20, name: 26, sentence: 42 } as const;
/** Said, as programs differ in what they take where a cell with a style names no font. */
export const FONT = { fontFamily: 'Calibri', fontSize: 11 } as const;
/** Of a line of that font, in points. */
const LINE_HEIGHT = 15;

export function both({ vi, en }: Text): string {
  return `${vi} / ${en}`;
}

/** Vietnamese with English beneath. */
export function heading({ vi, en }: Text): CellObject {
  return { ...wrapped(`${vi}\n${en}`, WIDTH.figure), fontWeight: 'bold' };
}

export function sentence(value: string): CellObject {
  return wrapped(value, WIDTH.sentence);
}

/** As high as its lines: LibreOffice gives a row whose height is not said that of one line. Words break early, hence the spare letters. */
function wrapped(value: string, width: number): CellObject {
  const lines = value.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / (width - 3)), 0);
  return { ...text(value), wrap: true, height: lines * LINE_HEIGHT };
}

/** Typed as a text: what begins with = + - @ stays one. */
export function text(value: string): CellObject {
  return { value, type: String, alignVertical: 'top' };
}

/** One that is hidden stands where numbers do, and adds to no sum of Excel's. */
export function figure(value: Figure): CellObject {
  return typeof value === 'number' ? { value, type: Number } : { value, type: String, align: 'right' };
}
