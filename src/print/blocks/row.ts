import type { Area } from '../area.ts';
import type { Block, Room } from './block.ts';

/** One of a row: `width` in mm at scale 1, or at any scale where it is `fixed`; without a width it shares what is left. */
export interface Cell {
  readonly block: Block;
  readonly width?: number;
  readonly fixed?: boolean;
}

type Align = 'top' | 'middle' | 'stretch';

/** Blocks beside each other, `between` mm apart. */
export function row(
  cells: readonly Cell[],
  { between, align = 'middle' }: { between: number; align?: Align },
): Block {
  const widthsIn = ({ width, scale }: Room): readonly number[] => {
    const own = cells.map((cell) => (cell.width ?? 0) * (cell.fixed ? 1 : scale));
    const left = width - own.reduce((a, b) => a + b, 0) - between * scale * (cells.length - 1);
    const share = left / cells.filter((cell) => cell.width === undefined).length;
    return cells.map((cell, index) => (cell.width === undefined ? share : (own[index] ?? 0)));
  };
  const heightsIn = (room: Room) => {
    const widths = widthsIn(room);
    return cells.map(({ block }, index) => block.height({ width: widths[index] ?? 0, scale: room.scale }));
  };
  return {
    height: (room) => Math.max(...heightsIn(room)),
    draw({ x, y, width, height }: Area, scale) {
      const widths = widthsIn({ width, scale });
      const heights = heightsIn({ width, scale });
      let left = x;
      cells.forEach(({ block }, index) => {
        const [own = 0, high = 0] = [widths[index], heights[index]];
        const top = align === 'middle' ? y + (height - high) / 2 : y;
        const tall = align === 'stretch' ? height : high;
        block.draw({ x: left, y: top, width: own, height: tall }, scale);
        left += own + between * scale;
      });
    },
  };
}
