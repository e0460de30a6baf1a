import type { Block } from './block.ts';

/** A block with room on its left and right, in mm at scale 1. */
export function padded(block: Block, sides: number): Block {
  return {
    height: ({ width, scale }) => block.height({ width: width - 2 * sides * scale, scale }),
    draw: ({ x, y, width, height }, scale) =>
      block.draw({ x: x + sides * scale, y, width: width - 2 * sides * scale, height }, scale),
  };
}
