import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalog, readLocales } from '../../src/config/catalog.ts';
import { PROBE_HOSTS } from '../../src/domain/probe.ts';
import { temporaryFolder } from '../doubles.ts';
import { catalog, ROOT } from '../example.ts';

const locales = readLocales(ROOT);
const languages = [...locales.keys()];

describe.each([...catalog.destinations.values()])('the destination $id', (destination) => {
  test('speaks every language, step for step', () => {
    expect(Object.keys(destination.text).sort()).toEqual([...languages].sort());
    for (const { name, purpose, steps, scan = [] } of Object.values(destination.text)) {
      expect([name, purpose, ...steps, ...scan].every((text) => text.trim() !== '')).toBe(true);
      expect([steps.length, scan.length]).toEqual([
        destination.drawings.length,
        destination.text.vi?.scan?.length ?? 0,
      ]);
    }
  });

  test('has its drawings', () => {
    expect(catalog.icons).toEqual(expect.arrayContaining([destination.icon, ...destination.drawings]));
  });

  test('can be reached while captive, and lets no probe through', () => {
    expect(destination.hosts).toContain(new URL(destination.url).hostname);
    const covered = Object.keys(PROBE_HOSTS).filter((probe) =>
      destination.hosts.some((host) => probe === host || probe.endsWith(`.${host}`)),
    );
    expect(covered).toEqual([]);
  });

  test('names its app in the stores, if at all, by the stores` own addresses', () => {
    const { android, iphone } = destination.stores;
    if (android) expect(android).toMatch(/^https:\/\/play\.google\.com\/store\/apps\/details\?id=[\w.]+$/);
    if (iphone) expect(iphone).toMatch(/^https:\/\/apps\.apple\.com\/vn\/app\/[a-z0-9-]+\/id\d+$/);
  });
});

describe.each(languages)('the language %s', (language) => {
  const { print: _print, destinations: _destinations, ...words } = locales.get(language) as object as Words;
  const { print: _vi, destinations: _none, ...model } = locales.get('vi') as object as Words;

  test('has every word, and none is empty', () => {
    expect(keysOf(words)).toEqual(keysOf(model));
    expect(keysOf(words).length).toBeGreaterThan(90);
  });

  test('fills in the same names as Vietnamese', () => {
    expect(placeholdersOf(words)).toEqual(placeholdersOf(model));
  });

  test('says whether somebody has read it', () => {
    expect(words.status).toBe(['vi', 'en'].includes(language) ? 'complete' : 'unreviewed');
  });
});

test('a word that a language lacks is said in English, and one that English lacks in Vietnamese', () => {
  const root = temporaryFolder();
  for (const folder of ['views', 'static'])
    cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  const file = (language: string) => join(root, `views/locales/${language}.json`);
  const { home: _home, ...english } = JSON.parse(readFileSync(file('en'), 'utf8')) as Words;
  writeFileSync(file('en'), JSON.stringify(english));
  writeFileSync(file('fr'), JSON.stringify({ languageName: 'Français', status: 'unreviewed', read: {} }));
  const french = readCatalog(root).locales.get('fr');
  expect(french).toMatchObject({
    languageName: 'Français',
    status: 'unreviewed',
    read: { aloud: 'Read aloud' },
    home: 'Về trang hướng dẫn',
  });
  expect(french?.print).toBeUndefined();
});

interface Words {
  readonly print?: unknown;
  readonly destinations?: unknown;
  readonly [key: string]: unknown;
}

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') {
    expect(value.trim(), path).not.toBe('');
    return [path];
  }
  return Object.entries(value as object)
    .flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
    .sort();
}

/** `{n}` and the like, by the key of the text they stand in. */
function placeholdersOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string')
    return [...value.matchAll(/\{\w+\}/g)].map(([name]) => `${path} ${name}`).sort();
  return Object.entries(value as object)
    .flatMap(([key, inner]) => placeholdersOf(inner, `${path}.${key}`))
    .sort();
}
