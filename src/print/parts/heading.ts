import type { Block } from '../blocks/block.ts';
import { drawing } from '../blocks/drawing.ts';
import { row } from '../blocks/row.ts';
import { said } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Said } from '../content.ts';
import type { Desk } from '../desk.ts';

/** A title inside a sheet, with the drawing that says the same. */
export function heading({ paper, em }: Desk, icon: string, words: Said): Block {
  return row(
    [
      { block: drawing(paper, icon, COLOUR.sign), width: em * 2.2 },
      { block: said(paper, words, { size: em * 1.3, face: 'bold' }) },
    ],
    { between: em * 0.7 },
  );
}
