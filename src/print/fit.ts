import type { Area } from './area.ts';
import type { Block } from './blocks/block.ts';
import { total } from './blocks/stack.ts';

/** How far type and gaps may grow on a page that has room to spare, and shrink on one that is full. */
const SCALES = { most: 1.5, least: 0.25, precision: 0.01 } as const;

/**
 * Draws the blocks below each other so that they fill the area, `between` mm apart at scale 1: at the largest scale at which all of
 * them fit, with what is left shared out between them. @throws {Error} where even the smallest type is too much; the limits of the
 * config keep that from happening.
 */
export function drawToFit(blocks: readonly Block[], area: Area, between: number): void {
  const { x, width, height } = area;
  const need = (scale: number) => total(blocks, { width, scale }) + between * scale * (blocks.length - 1);
  const scale = largestScale((tried) => need(tried) <= height);
  const apart = between * scale + (height - need(scale)) / Math.max(blocks.length - 1, 1);
  let top = area.y;
  for (const block of blocks) {
    const own = block.height({ width, scale });
    block.draw({ x, y: top, width, height: own }, scale);
    top += own + apart;
  }
}

function largestScale(fits: (scale: number) => boolean): number {
  let { most, least }: { most: number; least: number } = SCALES;
  if (fits(most)) return most;
  if (!fits(least)) throw new Error('a page does not hold what it should say');
  while (most - least > SCALES.precision) {
    const middle = (most + least) / 2;
    if (fits(middle)) least = middle;
    else most = middle;
  }
  return least;
}
