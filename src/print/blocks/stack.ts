import type { Block, Room } from './block.ts';

/** Blocks below each other, as close as they are given. */
export function stack(blocks: readonly Block[]): Block {
  return {
    height: (room) => total(blocks, room),
    draw({ x, y, width }, scale) {
      let top = y;
      for (const block of blocks) {
        const height = block.height({ width, scale });
        block.draw({ x, y: top, width, height }, scale);
        top += height;
      }
    },
  };
}

export function total(blocks: readonly Block[], room: Room): number {
  return blocks.reduce((sum, block) => sum + block.height(room), 0);
}
