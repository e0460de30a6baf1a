import type { Life } from './life.ts';

/** What a checkpoint has counted. */
export interface Figures {
  /** All totals, after the tap that got the phone online and before any of its traffic. */
  readonly totals: Readonly<Record<string, number>>;
  /** How often it tapped until it was online. */
  readonly tries: number;
}

/** As the trial has found them. */
export function figuresOf({ findings }: Life): Figures {
  const told = (name: string) => findings.find((finding) => finding.name === name)?.detail;
  return {
    totals: JSON.parse(told('figures') ?? '{}'),
    tries: Number.parseInt(told('the phone is online') ?? '', 10),
  };
}

export interface Loss {
  /** Acknowledged, and not there. */
  readonly taps: number;
  /** From the oldest of them to the last sign of life. */
  readonly seconds: number;
  /** There, and never asked for. */
  readonly extra: number;
  readonly shrunk: readonly string[];
}

/** What the power's end has taken of a life, by the figures in it and in the next one. */
export function lossOf({ taps }: Life, before: Figures, now: Figures): Loss {
  const found = granted(now) - granted(before) - now.tries;
  const count = Math.max(0, taps.length - found);
  const seconds = count === 0 ? 0 : (taps.at(-1) ?? 0) - (taps[taps.length - count] ?? 0);
  // One may have been under way.
  const extra = Math.max(0, found - taps.length - 1);
  const names = Object.keys(before.totals);
  const shrunk = names.filter((name) => (now.totals[name] ?? 0) < (before.totals[name] ?? 0));
  return { taps: count, seconds, extra, shrunk };
}

function granted({ totals: { session = 0, renewed = 0 } }: Figures): number {
  return session + renewed;
}
