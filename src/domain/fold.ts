import { FAMILIES } from './family.ts';
import type { FeedCounter } from './feed/batch.ts';
import { tablesOf } from './feed/table.ts';
import type { Language } from './language.ts';
import { partOf } from './tally.ts';

/** How small cells are folded. */
export interface FoldRule {
  /** A cell under this is small; 1: nothing is folded. */
  readonly below: number;
  /** Those that the checkpoint counts by. */
  readonly languages: readonly Language[];
}

const OTHER = 'other';

/** The splits that tell of the phone's holder; where people go (`destination`) or why not (`reason`) does not. */
const FOLDED: Readonly<Record<string, (rule: FoldRule) => readonly string[]>> = {
  language: ({ languages }) => languages,
  family: () => FAMILIES,
};

/**
 * The counters of one hour of a run as they may leave the box: each language or kind of phone under `below` is added to `other` of
 * the same split. Totals of each metric and split stay as they are. Only for an hour that is over, all its counters at once, and each
 * time under the same rule (`Folding.ruleOf`): the caller sees to that. Such an hour never changes (`Ledger.changes`), so neither does
 * what is made of it: a reader that is told it twice keeps the same.
 *
 * An `other` may itself be small: it does not say which it holds, as long as two parts may be in it, those that were not counted
 * included, for nobody sees which these are. With Vietnamese and English alone, an `other` beside Vietnamese would be English;
 * and where all that may be in it is at its most, each is known. Then the least of what is left is folded too. As the rule treats
 * all languages alike, whoever knows it cannot tell which of the hidden ones has which number. Phones of no known kind are in `other` by
 * themselves, so there nothing can be told from it. Where nothing is left to hide behind it is not: at a checkpoint of one
 * language, where the cell is the total, and where every language is one short of `below`.
 */
export function fold(counters: readonly FeedCounter[], rule: FoldRule): readonly FeedCounter[] {
  return [...tablesOf(counters).values()].flatMap((cells) => foldTable(cells, rule));
}

/** The cells of one metric and split. */
function foldTable(cells: readonly FeedCounter[], rule: FoldRule): readonly FeedCounter[] {
  const [first] = cells;
  const { split } = partOf(first?.by ?? '');
  const partsOf = FOLDED[split];
  if (!first || !partsOf) return cells;
  const other = `${split}=${OTHER}`;
  const named = cells.filter(({ by }) => by !== other);
  const small = named.filter(({ n }) => n < rule.below);
  if (small.length === 0) return cells;
  const parts = new Set([...partsOf(rule), ...cells.map(({ by }) => partOf(by).part)]);
  const least = canBeTold(small, named, { parts, most: rule.below - 1 }) ? leastOf(named, rule.below) : -1;
  const isFolded = ({ by, n }: FeedCounter) => by === other || n < rule.below || n === least;
  const n = cells.filter(isFolded).reduce((sum, cell) => sum + cell.n, 0);
  return [...cells.filter((cell) => !isFolded(cell)), { ...first, by: other, n }];
}

/** Whether `other` could only have come about in one way. */
function canBeTold(
  small: readonly FeedCounter[],
  named: readonly FeedCounter[],
  { parts, most }: { parts: ReadonlySet<string>; most: number },
): boolean {
  if (parts.has(OTHER)) return false;
  const hidden = parts.size - (named.length - small.length);
  return hidden === 1 || small.reduce((sum, { n }) => sum + n, 0) === hidden * most;
}

/** All that have this number are folded, as none may be preferred. */
function leastOf(named: readonly FeedCounter[], below: number): number {
  return Math.min(...named.map(({ n }) => n).filter((n) => n >= below));
}
