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
