import type { Block } from '../blocks/block.ts';
import { drawing } from '../blocks/drawing.ts';
import { panel } from '../blocks/panel.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { said, text } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Said } from '../content.ts';
import type { Desk } from '../desk.ts';

/** The head of every sheet, as the pages have it: what is offered, and where. */
export function sign({ paper, content, em }: Desk, title: Said = content.title, icon = 'wifi'): Block {
  const words = stack([
    said(paper, title, { size: em * 3, face: 'bold', colour: COLOUR.white }),
    text(paper, content.place.join('  ·  '), { size: em * 1.15, colour: COLOUR.white }),
  ]);
  const inside = row([{ block: drawing(paper, icon, COLOUR.white), width: em * 6 }, { block: words }], {
    between: em * 1.4,
  });
  return panel(paper, inside, { colour: COLOUR.sign, padding: em * 1.3, corner: em, line: em * 0.16 });
}
