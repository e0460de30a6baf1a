import type { Paper } from '../paper.ts';
import type { Block } from './block.ts';

/** A QR code, `size` mm wide with its quiet zone at any scale, in the middle of its place: type shrinks, codes never do. */
export function code(paper: Paper, words: string, size: number): Block {
  return {
    height: () => size,
    draw: ({ x, y, width }) => paper.code(words, { x: x + (width - size) / 2, y, width: size, height: size }),
  };
}
