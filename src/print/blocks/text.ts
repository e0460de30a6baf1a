import type { Colour } from '../colours.ts';
import { COLOUR } from '../colours.ts';
import type { Face } from '../fonts.ts';
import { LINE_HEIGHT, type Paper } from '../paper.ts';
import { wrap } from '../wrap.ts';
import type { Block } from './block.ts';
import { stack } from './stack.ts';

export interface Type {
  /** Of an em in mm, at scale 1. */
  readonly size: number;
  readonly face?: Face;
  readonly colour?: Colour;
  readonly align?: 'left' | 'centre';
}

/** Words that wrap. */
export function text(
  paper: Paper,
  words: string,
  { size, face = 'regular', colour = COLOUR.ink, align = 'left' }: Type,
): Block {
  const shown = words.normalize('NFC');
  const linesOf = (width: number, scale: number) =>
    wrap(shown, width, (line) => paper.widthOf(line, { face, size: size * scale }));
  return {
    height: ({ width, scale }) => linesOf(width, scale).length * size * scale * LINE_HEIGHT,
    draw({ x, y, width }, scale) {
      const ink = { face, size: size * scale, colour };
      linesOf(width, scale).forEach((line, index) => {
        const left = align === 'left' ? 0 : (width - paper.widthOf(line, ink)) / 2;
        paper.text(line, { x: x + left, y: y + index * ink.size * LINE_HEIGHT }, ink);
      });
    },
  };
}

/** How much smaller the second language is. */
const SECOND = 0.74;

/** The same in each language of the paper: the first as it is asked for, the others smaller and softer below. */
export function said(paper: Paper, words: readonly string[], type: Type): Block {
  const { colour = COLOUR.ink } = type;
  const second = colour === COLOUR.ink ? COLOUR.soft : colour;
  return stack(
    words.map((one, index) =>
      text(
        paper,
        one,
        index === 0 ? type : { ...type, size: type.size * SECOND, face: 'regular', colour: second },
      ),
    ),
  );
}

/** What must stand in one line, as a name to look for or an address to type: as big as `size` or as fits. */
export function oneLine(
  paper: Paper,
  words: string,
  { size, face = 'bold', colour = COLOUR.ink, align = 'left' }: Type,
): Block {
  const shown = words.normalize('NFC');
  const fitting = (width: number, scale: number) =>
    Math.min(size * scale, width / paper.widthOf(shown, { face, size: 1 }));
  return {
    height: ({ width, scale }) => fitting(width, scale) * LINE_HEIGHT,
    draw({ x, y, width }, scale) {
      const ink = { face, size: fitting(width, scale), colour };
      const left = align === 'left' ? 0 : (width - paper.widthOf(shown, ink)) / 2;
      paper.text(shown, { x: x + left, y }, ink);
    },
  };
}
