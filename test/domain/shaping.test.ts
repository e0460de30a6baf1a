import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { areThere, isInPlace, type LinkSeen } from '../../src/domain/rules/shaping/judge.ts';
import type { ShapingKind } from '../../src/domain/rules/shaping/kinds.ts';
import { shapingChains } from '../../src/domain/rules/shaping/marks.ts';
import {
  renderShaping,
  shapingAdvice,
  shapingsFor,
  undoShaping,
} from '../../src/domain/rules/shaping/shaping.ts';
import { exampleCheckpoint } from '../example.ts';

const plain = exampleCheckpoint();
const rated = withRates(20_000, 5000);

function withRates(downKbit: number | undefined, upKbit: number | undefined): Checkpoint {
  return { ...plain, uplink: { ...plain.uplink, downKbit, upKbit } };
}

/** What the kernel is told, in the order in which it is tried. Of each device's equal classes the first is enough. */
function written(checkpoint: Checkpoint): string {
  const lines = shapingsFor(checkpoint).flatMap((shaping) => [
    `# ---- ${shaping.kind}`,
    ...shaping.lines.filter((line) => !/ 1:1(?!00)[0-9a-f]{2}\b/.test(line)),
  ]);
  return [...lines, '# ---- undo', ...undoShaping(checkpoint), ''].join('\n');
}

test('the queues of the example, which states no rates', async () => {
  await expect(written(plain)).toMatchFileSnapshot('../golden/shaping-without-rates.tc');
});

test('the queues of the example with rates', async () => {
  await expect(written(rated)).toMatchFileSnapshot('../golden/shaping-with-rates.tc');
});

test('the marks of each kind', async () => {
  const kinds: ShapingKind[] = ['cake', 'htb', 'fq_codel', 'none'];
  const text = kinds.map((kind) => `# ---- ${kind}\n${shapingChains(rated, kind)}`).join('');
  await expect(text).toMatchFileSnapshot('../golden/shaping-chains.nft');
});

test('where only one rate is known, CAKE holds that direction to it', () => {
  const [down] = shapingsFor(withRates(20_000, undefined));
  expect(down?.lines[0]).toContain('unlimited');
  expect(down?.lines[1]).toContain('bandwidth 19000kbit');
  const [up] = shapingsFor(withRates(undefined, 5000));
  expect(up?.lines).toHaveLength(1);
  expect(up?.lines[0]).toContain('bandwidth 4750kbit');
});

test('the slowest link that the config allows has no class without a rate', () => {
  const lines = shapingsFor(withRates(64, 64)).flatMap(({ lines }) => lines);
  expect(lines.filter((line) => / (rate|ceil|bandwidth|limit) 0/.test(line))).toEqual([]);
});

test('the file to read holds the best way', () => {
  expect(renderShaping(rated)).toContain('root handle 1: cake bandwidth');
  expect(renderShaping(plain)).toContain('unlimited');
});

test('what could be fairer is told with its remedy, and nothing where all is done', () => {
  expect([shapingAdvice(rated, 'cake'), shapingAdvice(rated, 'htb')]).toEqual([undefined, undefined]);
  expect(shapingAdvice(plain, 'cake')?.en).toContain('uplink.down_kbit');
  expect(shapingAdvice(rated, 'none')?.vi).toContain('nhân Linux');
});

const CAKE = { kind: 'cake', handle: '1:', root: true };
const HTB = { kind: 'htb', handle: '1:', root: true };
const ALL_OF_CAKE = [
  { ...CAKE, dev: 'wwan0' },
  { kind: 'ingress', handle: 'ffff:', dev: 'wwan0', parent: 'ffff:fff1' },
  { ...CAKE, dev: 'ifb-guest' },
  { kind: 'noqueue', handle: '0:', dev: 'br0', root: true },
];
const ALL_OF_HTB = [
  { ...HTB, dev: 'wwan0' },
  { kind: 'pfifo', handle: '8001:', dev: 'wwan0', parent: '1:100' },
  { ...HTB, dev: 'br0' },
];
const LINKS = [
  { name: 'wwan0', isUp: true },
  { name: 'br0', isUp: true },
];
const IFB_UP = { name: 'ifb-guest', isUp: true };

interface Row {
  readonly of: string;
  readonly kind: ShapingKind;
  readonly qdiscs: readonly object[];
  readonly links?: readonly LinkSeen[];
  readonly holds: boolean;
}

const TABLE: readonly Row[] = [
  { of: 'all of CAKE', kind: 'cake', qdiscs: ALL_OF_CAKE, links: [IFB_UP], holds: true },
  {
    of: 'CAKE with the ifb down',
    kind: 'cake',
    qdiscs: ALL_OF_CAKE,
    links: [{ name: 'ifb-guest', isUp: false }],
    holds: false,
  },
  { of: 'CAKE with the ifb gone', kind: 'cake', qdiscs: ALL_OF_CAKE.slice(0, 2), holds: false },
  {
    of: 'CAKE without ingress',
    kind: 'cake',
    qdiscs: ALL_OF_CAKE.filter(({ kind }) => kind !== 'ingress'),
    links: [IFB_UP],
    holds: false,
  },
  {
    of: 'a modem that was plugged in again',
    kind: 'cake',
    qdiscs: [{ ...CAKE, dev: 'wwan0', kind: 'fq_codel', handle: '0:' }, ...ALL_OF_CAKE.slice(1)],
    links: [IFB_UP],
    holds: false,
  },
  {
    of: 'CAKE of someone else',
    kind: 'cake',
    qdiscs: ALL_OF_CAKE.map((row) => ({ ...row, handle: '8005:' })),
    links: [IFB_UP],
    holds: false,
  },
  { of: 'all of HTB', kind: 'htb', qdiscs: ALL_OF_HTB, holds: true },
  { of: 'HTB without the guests` side', kind: 'htb', qdiscs: ALL_OF_HTB.slice(0, 2), holds: false },
  {
    of: 'HTB that is not the root',
    kind: 'htb',
    qdiscs: ALL_OF_HTB.map(({ dev, kind, handle }) => ({ dev, kind, handle })),
    holds: false,
  },
  { of: 'nothing where nothing is wanted', kind: 'none', qdiscs: [], holds: true },
];

describe('the judge', () => {
  test.each(TABLE)('takes $of for in place: $holds', ({ kind, qdiscs, links = [], holds }) => {
    const shaping = shapingsFor(rated).find((one) => one.kind === kind);
    if (!shaping) throw new Error(`no ${kind}`);
    const seen = { qdiscs: JSON.stringify(qdiscs), links: [...LINKS, ...links] };
    expect(isInPlace(shaping, seen)).toBe(holds);
  });

  test('knows which devices are there, up or down', () => {
    expect(areThere(['wwan0', 'br0'], LINKS)).toBe(true);
    expect(areThere(['wwan0', 'ifb-guest'], LINKS)).toBe(false);
    expect(areThere(['wwan0'], [])).toBe(false);
  });
});
