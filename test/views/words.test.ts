import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readLocales } from '../../src/config/catalog.ts';
import { ROOT } from '../example.ts';

/** Tables that are read by a name which is known only when a page is made. */
const LOOKED_UP = /^(languageName|status|stores|kinds|errors|print|destinations|notices\.importance)\b/;

test('every word of a language is on some page, so that nobody translates what nobody reads', () => {
  const templates = filesIn('views', '.ejs');
  const words = keysOf(readLocales(ROOT).get('vi'), '').filter((key) => !LOOKED_UP.test(key));
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter((key) => !templates.includes(`t.${key}`))).toEqual([]);
});

test('every class that a page or the style names is known to the other', () => {
  const templates = filesIn('views', '.ejs');
  const style = filesIn('views', '.css').replace(/\/\*[\s\S]*?\*\//g, '');
  const styled = [...style.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name);
  expect(styled.filter((name) => !new RegExp(`["' ]${name}["' ]`).test(templates))).toEqual([]);
  const named = [...templates.matchAll(/class="([^"<]*)/g)].flatMap(([, names = '']) => names.split(' '));
  expect(named.filter((name) => name !== '' && !styled.includes(name))).toEqual([]);
});

function filesIn(folder: string, ending: string): string {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(`${ROOT}${folder}/${file}`, 'utf8'))
    .join('\n');
}

function keysOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`));
}
