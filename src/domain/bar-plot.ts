import { roundTicks } from './ticks.ts';

/** One bar: how high, and what stands below it, line by line; nothing where there is no room for each. */
export interface Bar {
  readonly n: number;
  readonly label: readonly string[];
  /** Whether the label stands where the bar begins, as an hour's does, or below its middle. */
  readonly labelAt: 'start' | 'middle';
}

/** In the units of an SVG that is as wide as a phone and grows with its card, so that letters stay readable. */
export interface BarPlot {
  readonly width: number;
  readonly height: number;
  /** The line that all bars stand on, and where they may begin. */
  readonly base: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly ticks: readonly { readonly n: number; readonly y: number }[];
  readonly bars: readonly PlacedBar[];
}

export interface PlacedBar {
  /** The whole place, gaps included, from the top to the base. */
  readonly slot: { readonly x: number; readonly width: number };
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: {
    readonly x: number;
    readonly lines: readonly { readonly y: number; readonly text: string }[];
  };
}

const WIDTH = 360;
const HEIGHT = 178;
const TOP = 16;
/** Two lines of labels. */
const BOTTOM = 36;
const LINE = 15;
/** Half of a date's width, as the last day may have its name. */
const RIGHT = 16;
/** No digit of 13 units' type is wider. */
const DIGIT = 8;
const WIDEST = 48;
/** Half of the first hour's name hangs out to the left. */
const LEFT_AT_LEAST = 24;
/** What of a place is bar; the rest is gap. */
const FILL = 0.76;
/** A count that is not zero shows, however small it is beside the others. */
const LEAST_HEIGHT = 1.5;

/** Where everything of a bar plot stands. `tickText` is how an axis' numbers are written, as the widest decides where bars begin. */
export function placeBars(bars: readonly Bar[], tickText: (n: number) => string): BarPlot {
  const ticks = roundTicks(Math.max(0, ...bars.map(({ n }) => n)));
  const top = ticks.at(-1) ?? 1;
  const base = HEIGHT - BOTTOM;
  const heightOf = (n: number) => (n / top) * (base - TOP);
  const left = Math.max(LEFT_AT_LEAST, 8 + DIGIT * Math.max(...ticks.map((n) => tickText(n).length)));
  const pitch = (WIDTH - left - RIGHT) / Math.max(1, bars.length);
  const width = Math.min(pitch * FILL, WIDEST);
  return {
    width: WIDTH,
    height: HEIGHT,
    base,
    left,
    right: WIDTH - RIGHT,
    top: TOP,
    ticks: ticks.map((n) => ({ n, y: round(base - heightOf(n)) })),
    bars: bars.map(({ n, label, labelAt }, index) => {
      const x = left + index * pitch;
      const height = n === 0 ? 0 : Math.max(LEAST_HEIGHT, heightOf(n));
      return {
        slot: { x: round(x), width: round(pitch) },
        x: round(x + (pitch - width) / 2),
        y: round(base - height),
        width: round(width),
        height: round(height),
        label: {
          x: round(labelAt === 'start' ? x : x + pitch / 2),
          lines: label.map((text, line) => ({ text, y: base + 14 + line * LINE })),
        },
      };
    }),
  };
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
