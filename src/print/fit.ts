import type { Area } from './area.ts';
import type { Block } from './blocks/block.ts';
import { total } from './blocks/stack.ts';

/** How far type and gaps may grow on a page that has room to spare, and shrink on one that is full. */
const SCALES = { most: 1.3, least: 0.3, step: 0.02 } as const;

/**
 * Draws the blocks below each other so that they fill the area: at the largest scale at which all of them fit, with what is left
 * shared out between them. @throws {Error} where even the smallest type is too much; limits of the config keep that from happening.
 */
export function drawToFit(blocks: readonly Block[], { x, y, width, height }: Area): void {
  const scale = largestScale(blocks, { width, height });
  const spare = (height - total(blocks, { width, scale })) / Math.max(blocks.length - 1, 1);
  let top = y;
  for (const block of blocks) {
    const own = block.height({ width, scale });
    block.draw({ x, y: top, width, height: own }, scale);
    top += own + spare;
  }
}

function largestScale(blocks: readonly Block[], { width, height }: Pick<Area, 'width' | 'height'>): number {
  for (let scale: number = SCALES.most; scale >= SCALES.least; scale -= SCALES.step)
    if (total(blocks, { width, scale }) <= height) return scale;
  throw new Error(`a page of ${width} x ${height} mm does not hold what it should say`);
}
