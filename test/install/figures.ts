import type { Life } from './life.ts';

/** What a checkpoint has counted, by name. */
export type Figures = Readonly<Record<string, number>>;

/** As the trial has found them, before any tap of its traffic. */
export function figuresOf({ findings }: Life): Figures {
  return JSON.parse(findings.find(({ name }) => name === 'figures')?.detail ?? '{}') as Figures;
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

/** Between the figures before the life's traffic and those of the next one, after that has got online with so many `tries`. */
export function lossOf(
  { taps }: Life,
  before: Figures,
  { now, tries }: { now: Figures; tries: number },
): Loss {
  const found = granted(now) - granted(before) - tries;
  const count = Math.max(0, taps.length - found);
  const seconds = count === 0 ? 0 : (taps.at(-1) ?? 0) - (taps[taps.length - count] ?? 0);
  // One may have been under way.
  const extra = Math.max(0, found - taps.length - 1);
  const shrunk = Object.keys(before).filter((name) => (now[name] ?? 0) < (before[name] ?? 0));
  return { taps: count, seconds, extra, shrunk };
}

function granted({ session = 0, renewed = 0 }: Figures): number {
  return session + renewed;
}
