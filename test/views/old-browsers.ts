import { createRequire } from 'node:module';
import type {
  CompatData,
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
} from '@mdn/browser-compat-data/types';
import type { Feature } from './css-features.ts';

/** The oldest that the guide is made for: a phone of 2017, its browser and the small one of its sign-in window. */
const OLDEST = { chrome: 60, chrome_android: 60, webview_android: 60, safari_ios: 11 } as const;

const { css, browsers } = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

type Browser = keyof typeof OLDEST;

/** The browsers that do not know it, and since when they do: `Chrome: 84`. Empty: all have it. */
export function missingFrom({ places, isWord }: Feature): readonly string[] {
  const entries = places.map(entriesAt).find((there) => there.length > 0);
  if (entries === undefined) return isWord ? [] : ['not in the compatibility data'];
  const [fewest = []] = entries.map(without).sort((one, other) => one.length - other.length);
  return fewest;
}

function without({ compat, as }: Entry): readonly string[] {
  return Object.entries(OLDEST).flatMap(([browser, oldest]) => {
    const statements = [compat.support[browser as Browser] ?? []].flat().filter(isFor(as));
    if (statements.some((statement) => isIn(statement, oldest))) return [];
    return [`${browsers[browser as Browser].name}: ${statements[0]?.version_added || 'never'}`];
  });
}

/** How a name was written that the data keeps under another: with a vendor's prefix, or as it was called before. */
interface Written {
  readonly prefix?: string | undefined;
  readonly former?: string | undefined;
}

interface Entry {
  readonly compat: CompatStatement;
  readonly as: Written;
}

/** What the data has at a place; `font-*` stands for every part of a shorthand. */
function entriesAt(place: readonly string[]): readonly Entry[] {
  const [group = '', name = '', ...below] = place;
  if (name.endsWith('-*')) {
    const parts = Object.keys(at([group]) ?? {}).filter((part) => part.startsWith(name.slice(0, -1)));
    return parts.flatMap((part) => entryAt([group, part, ...below]));
  }
  const own = entryAt(place);
  if (own.length > 0) return own;
  const [, prefix, bare = ''] = /^(-[a-z]+-)(.+)$/.exec(place.at(-1) ?? '') ?? [];
  if (prefix !== undefined) return entryAt([...place.slice(0, -1), bare], { prefix });
  return below.length === 0 ? formerly(group, name) : [];
}

function entryAt(place: readonly string[], as: Written = {}): readonly Entry[] {
  const compat = at(place)?.__compat;
  return compat ? [{ compat, as }] : [];
}

function at(place: readonly string[]): Identifier | undefined {
  return place.reduce<Identifier | undefined>((node, key) => node?.[key], css);
}

/** `word-wrap` is what the data calls the former name of `overflow-wrap`, and `grid-gap` of `gap` in a grid. */
function formerly(group: string, name: string): readonly Entry[] {
  const places = Object.entries(at([group]) ?? {}).flatMap(([key, node]) => [
    [group, key],
    ...Object.keys(node).map((part) => [group, key, part]),
  ]);
  return places
    .flatMap((place) => entryAt(place, { former: name }))
    .filter(({ compat, as }) => [compat.support.chrome ?? []].flat().some(isFor(as)));
}

function isFor({ prefix, former }: Written): (statement: SimpleSupportStatement) => boolean {
  return (statement) =>
    statement.flags === undefined && statement.prefix === prefix && statement.alternative_name === former;
}

/** One that is only partly there counts: the notes of the data are about corners, such as outlines that are not round. */
function isIn(
  { version_added: since, version_removed: until }: SimpleSupportStatement,
  oldest: number,
): boolean {
  const from = versionOf(since);
  return from <= oldest && !(versionOf(until ?? false) <= oldest);
}

/** `≤37` is 37; what never came is later than all. */
function versionOf(version: string | false): number {
  const number = Number.parseFloat(String(version).replace('≤', ''));
  return Number.isNaN(number) ? Number.POSITIVE_INFINITY : number;
}
