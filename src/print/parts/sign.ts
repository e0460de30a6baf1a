import type { Block } from '../blocks/block.ts';
import { drawing } from '../blocks/drawing.ts';
import { panel } from '../blocks/panel.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { oneLine, said } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Said } from '../content.ts';
import type { Desk } from '../desk.ts';

const FIRST = { face: 'bold' } as const;
const OTHER = { face: 'regular' } as const;

/** The head of every sheet, as the pages have it: what is offered, and where. */
export function sign({ paper, content, em }: Desk, title: Said = content.title, icon = 'wifi'): Block {
  const words = stack([
    ...title.map((one, index) =>
      oneLine(paper, one, {
        ...(index === 0 ? FIRST : OTHER),
        size: em * (index === 0 ? 3.2 : 2),
        colour: COLOUR.white,
      }),
    ),
    said(paper, content.place, { size: em * 1.2, colour: COLOUR.white }),
  ]);
  const inside = row([{ block: drawing(paper, icon, COLOUR.white), width: em * 6 }, { block: words }], {
    between: em * 1.4,
  });
  return panel(paper, inside, { colour: COLOUR.sign, padding: em * 1.3, corner: em, line: em * 0.16 });
}
