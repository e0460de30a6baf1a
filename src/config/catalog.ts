import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { type Destination, KINDS, STORES } from '../domain/destination.ts';
import { type Language, readingOrder } from '../domain/language.ts';
import { FAULT_WORDS, type Locale } from '../domain/locale.ts';
import { printWords } from './print-words.ts';

/** What ships in `views/` and `static/`: destinations, languages and drawings, one file each. Adding a file adds a row. */
export interface Catalog {
  readonly destinations: ReadonlyMap<string, Destination>;
  /** Every one whole: what a language has no words for yet is said in the nearest that has. */
  readonly locales: ReadonlyMap<Language, Locale>;
  /** The names of the drawings. */
  readonly icons: readonly string[];
}

const words = v.strictObject({
  name: v.string(),
  purpose: v.string(),
  steps: v.array(v.string()),
  scan: v.optional(v.array(v.string())),
});
const https = v.pipe(v.string(), v.url(), v.startsWith('https://'));

const destination = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  kind: v.picklist(KINDS),
  icon: v.string(),
  url: https,
  check: v.optional(https),
  label: v.string(),
  hosts: v.array(v.string()),
  stores: v.optional(v.strictObject(v.entriesFromList(STORES, v.optional(https))), {}),
  provinces: v.optional(v.array(v.string()), []),
  drawings: v.array(v.string()),
  text: v.record(v.string(), words),
});

const locale = v.looseObject({
  languageName: v.string(),
  status: v.picklist(['complete', 'unreviewed']),
  stores: v.strictObject(v.entriesFromList([...STORES, 'either'], v.string())),
  kinds: v.strictObject(v.entriesFromList(KINDS, words)),
  errors: v.strictObject(
    v.entriesFromList(FAULT_WORDS, v.strictObject({ title: v.string(), text: v.string(), next: v.string() })),
  ),
  // What the paper says in the guide's own words.
  header: v.looseObject({ title: v.string() }),
  steps: v.looseObject({ title: v.string(), show: v.string(), showText: v.string() }),
  accept: v.looseObject({ button: v.string() }),
  checkIn: v.looseObject({ how: v.string() }),
  privacy: v.looseObject({ text: v.string() }),
  print: v.optional(printWords),
  /** By id: what the destination's own file does not say in this language. */
  destinations: v.optional(v.record(v.string(), words), {}),
});

/** Reads the rows under `root`. They are ours, so a faulty one is a defect and throws. */
export function readCatalog(root: string): Catalog {
  const written = readLocales(root);
  const locales = new Map(
    [...written.keys()].map((language) => [language, v.parse(locale, whole(language, written))] as const),
  );
  const rows = readRows(join(root, 'views', 'destinations')).map(({ value }) =>
    withTranslations(v.parse(destination, value), locales),
  );
  const icons = filesIn(join(root, 'static', 'icons'), '.svg').map((file) => basename(file, '.svg'));
  return { destinations: new Map(rows.map((row) => [row.id, row])), locales, icons };
}

/** The languages as their files have them, holes and all. */
export function readLocales(root: string): ReadonlyMap<Language, unknown> {
  return new Map(readRows(join(root, 'views', 'locales')).map(({ name, value }) => [name, value]));
}

/** A language with the words that it lacks filled in. What is about its file alone is never taken from another. */
function whole(language: Language, written: ReadonlyMap<Language, unknown>): unknown {
  const layers = readingOrder(language).map((tag) => written.get(tag));
  const filled = layers.reduceRight<unknown>((below, above) => overlay(below, above), {});
  const { status, destinations, print } = (written.get(language) ?? {}) as Record<string, unknown>;
  return { ...(filled as object), status, destinations, print };
}

function overlay(below: unknown, above: unknown): unknown {
  if (above === undefined) return below;
  if (!isTable(below) || !isTable(above)) return above;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(keys.map((key) => [key, overlay(below[key], above[key])]));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Translations = ReadonlyMap<Language, { readonly destinations: Readonly<Record<string, Words>> }>;
type Words = v.InferOutput<typeof words>;

/** A language's own file may bring the words of a destination, so that adding either touches one file. */
function withTranslations(row: v.InferOutput<typeof destination>, locales: Translations): Destination {
  const foreign = [...locales].flatMap(([language, { destinations }]) => {
    const translated = destinations[row.id];
    return translated === undefined ? [] : [[language, translated] as const];
  });
  const text = { ...Object.fromEntries(foreign), ...row.text };
  const scans = Object.values(text).some(({ scan }) => scan !== undefined);
  return { ...row, check: row.check ?? row.url, stores: withoutHoles(row.stores), scans, text };
}

function withoutHoles(
  stores: { [S in (typeof STORES)[number]]?: string | undefined },
): Destination['stores'] {
  return Object.fromEntries(Object.entries(stores).filter(([, address]) => address !== undefined));
}

function readRows(folder: string): { name: string; value: unknown }[] {
  return filesIn(folder, '.json').map((file) => ({
    name: basename(file, '.json'),
    value: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
  }));
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort();
}
