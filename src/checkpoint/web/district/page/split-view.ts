import type { Checkpoint } from '../../../../domain/checkpoint.ts';
import type { CountsRow } from '../../../../domain/counts.ts';
import { DEFINITIONS, SPLITS } from '../../../../domain/definitions.ts';
import type { Metric } from '../../../../domain/tally.ts';
import type { Tongue } from '../../../../domain/text.ts';
import type { Saying } from './saying.ts';
import { PAGE_WORDS } from './words.ts';

export interface SplitView {
  readonly id: string;
  /** `Vào mạng theo ngôn ngữ` */
  readonly caption: string;
  readonly column: string;
  readonly parts: readonly SplitPart[];
}

export interface SplitPart {
  readonly name: string;
  readonly n: string;
  /** `60,5%` of the split's sum. */
  readonly share: string;
  /** Of the largest part, in hundredths: how long its bar is. */
  readonly length: number;
}

const SHOWN: readonly { readonly metric: Metric; readonly split: string }[] = [
  { metric: 'session', split: 'language' },
  { metric: 'session', split: 'family' },
  { metric: 'opened', split: 'destination' },
];

/** What is beyond is one line together: paper has an end. */
const PARTS_AT_MOST = 8;

/** The names of brands are the same in every tongue. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['android', 'Android'],
  ['apple', 'iPhone, iPad, Mac'],
  ['windows', 'Windows'],
]);

export function splitViews(
  rows: readonly CountsRow[],
  checkpoint: Pick<Checkpoint, 'destinations'>,
  saying: Saying,
): readonly SplitView[] {
  const { tongue } = saying;
  return SHOWN.map(({ metric, split }) => {
    const sums = sumParts(rows, { metric, split, nameOf: (id) => nameOf(split, id) });
    const column = SPLITS[split]?.[tongue] ?? split;
    return {
      id: `${metric}-${split}`,
      caption: saying.say(PAGE_WORDS.splitBy, {
        figure: DEFINITIONS.figures[metric].name[tongue],
        split: column,
      }),
      column: column.charAt(0).toUpperCase() + column.slice(1),
      parts: partsOf(foldTail(sums, saying), saying),
    };
  });

  function nameOf(split: string, id: string): string {
    if (split === 'language') return languageName(id, tongue);
    if (split === 'family') return FAMILIES.get(id) ?? PAGE_WORDS.otherPhone[tongue];
    return checkpoint.destinations.find((destination) => destination.id === id)?.label ?? id;
  }
}

interface Part {
  readonly name: string;
  readonly n: number;
}

interface Asked {
  readonly metric: Metric;
  readonly split: string;
  readonly nameOf: (id: string) => string;
}

/** The largest first; parts of one name, as phones of no known kind, together. */
function sumParts(rows: readonly CountsRow[], { metric, split, nameOf }: Asked): readonly Part[] {
  const sums = new Map<string, number>();
  for (const { parts } of rows)
    for (const [by, n] of Object.entries(parts[metric] ?? {})) {
      if (!by.startsWith(`${split}=`)) continue;
      const name = nameOf(by.slice(split.length + 1));
      sums.set(name, (sums.get(name) ?? 0) + n);
    }
  return [...sums].map(([name, n]) => ({ name, n })).sort((one, other) => other.n - one.n);
}

function foldTail(parts: readonly Part[], { say }: Saying): readonly Part[] {
  if (parts.length <= PARTS_AT_MOST) return parts;
  const rest = parts.slice(PARTS_AT_MOST - 1);
  const others = {
    name: say(PAGE_WORDS.others, { n: rest.length }),
    n: rest.reduce((sum, { n }) => sum + n, 0),
  };
  return [...parts.slice(0, PARTS_AT_MOST - 1), others];
}

function partsOf(parts: readonly Part[], { number, tongue }: Saying): readonly SplitPart[] {
  const sum = parts.reduce((all, { n }) => all + n, 0);
  const largest = Math.max(1, ...parts.map(({ n }) => n));
  return parts.map(({ name, n }) => ({
    name,
    n: number(n),
    share: `${((n / Math.max(1, sum)) * 100).toFixed(1).replace('.', tongue === 'vi' ? ',' : '.')}%`,
    length: Math.round((n / largest) * 1000) / 10,
  }));
}

/** `Tiếng Hàn`, `Korean`; a Node with a small ICU says it in English, and of what is no tag only what stands there. */
function languageName(tag: string, tongue: Tongue): string {
  try {
    return new Intl.DisplayNames([tongue, 'en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
