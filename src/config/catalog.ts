import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { Destination } from '../domain/destination.ts';
import type { Language } from '../domain/language.ts';
import { FAULT_WORDS, type Locale } from '../domain/locale.ts';
import type { Offer } from './rules/rule.ts';

/** What ships in `views/`: destinations and languages, one file each. Adding a file adds a row. */
export interface Catalog {
  readonly destinations: ReadonlyMap<string, Destination>;
  readonly locales: ReadonlyMap<Language, Locale>;
}

const destination = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  kind: v.picklist(['site', 'app']),
  icon: v.string(),
  url: v.pipe(v.string(), v.url(), v.startsWith('https://')),
  label: v.string(),
  hosts: v.array(v.string()),
  text: v.record(
    v.string(),
    v.strictObject({ name: v.string(), purpose: v.string(), steps: v.array(v.string()) }),
  ),
});

const locale = v.looseObject({
  languageName: v.string(),
  errors: v.strictObject(
    v.entriesFromList(FAULT_WORDS, v.strictObject({ title: v.string(), text: v.string(), next: v.string() })),
  ),
});

/** Reads the rows under `views`. They are ours, so a faulty one is a defect and throws. */
export function readCatalog(views: string): Catalog {
  const rows = readRows(join(views, 'destinations')).map(({ value }) => v.parse(destination, value));
  const locales = readRows(join(views, 'locales')).map(
    ({ name, value }) => [name, v.parse(locale, value)] as const,
  );
  return { destinations: new Map(rows.map((row) => [row.id, row])), locales: new Map(locales) };
}

export function offerOf(catalog: Catalog): Offer {
  return {
    destinations: [...catalog.destinations.keys()],
    hosts: new Map([...catalog.destinations].map(([id, { hosts }]) => [id, hosts])),
    languages: [...catalog.locales.keys()],
  };
}

function readRows(folder: string): { name: string; value: unknown }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: basename(file, '.json'),
      value: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    }));
}
