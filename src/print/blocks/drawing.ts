import { inset } from '../area.ts';
import { COLOUR, type Colour } from '../colours.ts';
import type { Paper } from '../paper.ts';
import type { Block } from './block.ts';

/** A bare drawing, as wide as its place. */
export function drawing(paper: Paper, name: string, colour: Colour): Block {
  return {
    height: ({ width }) => width,
    draw: ({ x, y, width }) => paper.drawing(name, { x, y, width, height: width }, colour),
  };
}

/** A white drawing on a blue tile, as a step of the road has it; as wide as its place. */
export function tile(paper: Paper, name: string): Block {
  return {
    height: ({ width }) => width,
    draw({ x, y, width }) {
      const area = { x, y, width, height: width };
      paper.fill(area, { colour: COLOUR.sign, corner: width * 0.21 });
      paper.drawing(name, inset(area, width * 0.15), COLOUR.white);
    },
  };
}

/** Of a code's place: what is black and white in it, and how much of that a drawing takes. */
const PICTURE = { whole: 0.78, drawing: 0.6 } as const;

/** A drawing on a soft panel, where others have a code that is `size` mm wide. */
export function picture(paper: Paper, name: string, size: number): Block {
  return {
    height: () => size,
    draw({ x, y, width }) {
      const side = size * PICTURE.whole;
      const area = { x: x + (width - side) / 2, y: y + (size - side) / 2, width: side, height: side };
      paper.panel(area, { colour: COLOUR.tint, corner: side * 0.1 });
      paper.drawing(name, inset(area, (side * (1 - PICTURE.drawing)) / 2), COLOUR.sign);
    },
  };
}
