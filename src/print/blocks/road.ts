import type { Area } from '../area.ts';
import { COLOUR } from '../colours.ts';
import { LINE_HEIGHT, type Paper } from '../paper.ts';
import type { Block, Room } from './block.ts';
import { tile } from './drawing.ts';
import { row } from './row.ts';
import { stack } from './stack.ts';

export interface RoadStop {
  readonly icon: string;
  /** What is to be done. */
  readonly body: Block;
  /** Its code, beside what is to be done. */
  readonly code?: Block | undefined;
}

/** Of a numbered tile's width: how far the tile stands in from the corner that its number sits on, and the number's disc. */
const TILE = { inset: 0.18, disc: 0.38, number: 0.24 } as const;

/** A tile with its number, as on the guide. */
function numbered(paper: Paper, icon: string, number: number): Block {
  return {
    height: ({ width }) => width,
    draw({ x, y, width }, scale) {
      const side = width * (1 - TILE.inset);
      const start = width * TILE.inset;
      tile(paper, icon).draw({ x: x + start, y: y + start, width: side, height: side }, scale);
      const disc = width * TILE.disc;
      const round = { x, y, width: disc, height: disc };
      paper.fill(round, { colour: COLOUR.white, corner: disc / 2 });
      paper.outline(round, { colour: COLOUR.sign, corner: disc / 2, line: width * 0.035 });
      const ink = { face: 'bold', size: width * TILE.number, colour: COLOUR.sign } as const;
      const left = (disc - paper.widthOf(String(number), ink)) / 2;
      paper.text(String(number), { x: x + left, y: y + (disc - ink.size * LINE_HEIGHT) / 2 }, ink);
    },
  };
}

interface Look {
  /** A tile's width in mm at scale 1. */
  readonly tile: number;
  /** Between the stops, and between a tile and its words. */
  readonly between: number;
  /** The width of the codes, in mm at any scale. */
  readonly code: number;
}

/** The stops below each other, and the road that leads down through their tiles. */
export function roadDown(paper: Paper, stops: readonly RoadStop[], look: Look): Block {
  const rows = stops.map(({ icon, body, code }, index) =>
    row(
      [
        { block: numbered(paper, icon, index + 1), width: look.tile },
        { block: body },
        ...(code ? [{ block: code, width: look.code, fixed: true }] : []),
      ],
      { between: look.between },
    ),
  );
  const heights = (room: Room) => rows.map((one) => one.height(room));
  return {
    height: (room) =>
      heights(room).reduce((a, b) => a + b, 0) + look.between * room.scale * (rows.length - 1),
    draw({ x, y, width }: Area, scale) {
      const tops = heights({ width, scale });
      const whole = tops.reduce((a, b) => a + b, 0) + look.between * scale * (rows.length - 1);
      const [first = 0, last = 0] = [tops[0], tops.at(-1)];
      const middle = x + (look.tile * (1 + TILE.inset) * scale) / 2;
      const line = look.tile * scale * 0.07;
      paper.fill(
        { x: middle - line / 2, y: y + first / 2, width: line, height: whole - first / 2 - last / 2 },
        { colour: COLOUR.sign, corner: 0 },
      );
      let top = y;
      rows.forEach((one, index) => {
        const height = tops[index] ?? 0;
        one.draw({ x, y: top, width, height }, scale);
        top += height + look.between * scale;
      });
    },
  };
}

/** The stops beside each other, and the road that leads through their tiles. */
export function roadAcross(paper: Paper, stops: readonly RoadStop[], look: Look): Block {
  const columns = stops.map(({ icon, body, code }, index) => ({
    head: centred(numbered(paper, icon, index + 1), look.tile),
    body,
    code,
  }));
  const heads = row(
    columns.map(({ head }) => ({ block: head })),
    { between: 0 },
  );
  const part = (blocks: readonly Block[]) =>
    row(
      blocks.map((block) => ({ block })),
      { between: 0, align: 'top' },
    );
  const nothing: Block = { height: () => 0, draw: () => undefined };
  const below = stack([
    part(columns.map(({ body }) => body)),
    part(columns.map(({ code }) => code ?? nothing)),
  ]);
  return {
    height: (room) => heads.height(room) + below.height(room) + look.between * room.scale,
    draw({ x, y, width }: Area, scale) {
      const high = heads.height({ width, scale });
      const column = width / columns.length;
      const line = look.tile * scale * 0.07;
      const shift = (look.tile * TILE.inset * scale) / 2;
      paper.fill(
        { x: x + column / 2, y: y + high / 2 + shift - line / 2, width: width - column, height: line },
        { colour: COLOUR.sign, corner: 0 },
      );
      heads.draw({ x, y, width, height: high }, scale);
      const top = y + high + look.between * scale;
      below.draw({ x, y: top, width, height: below.height({ width, scale }) }, scale);
    },
  };
}

/** A block of a width of its own, in mm at scale 1, in the middle of its place. */
function centred(block: Block, wide: number): Block {
  const own = (room: Room) => Math.min(wide * room.scale, room.width);
  return {
    height: (room) => block.height({ ...room, width: own(room) }),
    draw({ x, y, width, height }, scale) {
      const inner = own({ width, scale });
      block.draw({ x: x + (width - inner) / 2, y, width: inner, height }, scale);
    },
  };
}
