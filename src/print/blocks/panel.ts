import { inset } from '../area.ts';
import { COLOUR, type Colour } from '../colours.ts';
import type { Paper } from '../paper.ts';
import type { Block } from './block.ts';

interface Look {
  readonly colour: Colour;
  /** Between its edge and what is in it, in mm at scale 1. */
  readonly padding: number;
  readonly corner: number;
  /** A white line inside the edge, so many mm wide: a road sign. */
  readonly line?: number;
}

/** A coloured sheet with rounded corners under a block. */
export function panel(paper: Paper, block: Block, { colour, padding, corner, line }: Look): Block {
  return {
    height: ({ width, scale }) =>
      block.height({ width: width - 2 * padding * scale, scale }) + 2 * padding * scale,
    draw(area, scale) {
      paper.panel(area, { colour, corner });
      if (line !== undefined)
        paper.outline(inset(area, line * 1.6), { colour: COLOUR.white, corner: corner - line * 1.6, line });
      const inside = inset(area, padding * scale);
      const height = block.height({ width: inside.width, scale });
      block.draw({ ...inside, height }, scale);
    },
  };
}
