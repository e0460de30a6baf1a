import type { Area } from '../area.ts';

/** How much room a block has: its width in mm, and by what the size of all type and gaps is multiplied. Codes keep their size. */
export interface Room {
  readonly width: number;
  readonly scale: number;
}

/** A piece of a page that knows how high it is, and draws itself into a place that is so high or higher. */
export interface Block {
  height(room: Room): number;
  draw(area: Area, scale: number): void;
}

/** Room between two blocks, in mm at scale 1. A stack that is given more than it needs opens its gaps. */
export function gap(mm: number): Block {
  return { height: ({ scale }) => mm * scale, draw: () => undefined };
}
