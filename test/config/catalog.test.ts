import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROBE_HOSTS } from '../../src/domain/probe.ts';
import { catalog, ROOT } from '../example.ts';

const languages = [...catalog.locales.keys()];

describe.each([...catalog.destinations.values()])('the destination $id', (destination) => {
  test('speaks every language', () => {
    expect(Object.keys(destination.text).sort()).toEqual([...languages].sort());
    for (const { name, purpose, steps } of Object.values(destination.text)) {
      expect([name, purpose, ...steps].every((text) => text.trim() !== '')).toBe(true);
    }
  });

  test('has its drawing', () => {
    expect(existsSync(`${ROOT}static/icons/${destination.icon}.svg`)).toBe(true);
  });

  test('can be reached while captive, and lets no probe through', () => {
    expect(destination.hosts).toContain(new URL(destination.url).hostname);
    const covered = Object.keys(PROBE_HOSTS).filter((probe) =>
      destination.hosts.some((host) => probe === host || probe.endsWith(`.${host}`)),
    );
    expect(covered).toEqual([]);
  });
});

test('every language has the same words, and none is empty', () => {
  const [first = '', ...others] = languages;
  for (const language of others)
    expect(keysOf(catalog.locales.get(language))).toEqual(keysOf(catalog.locales.get(first)));
  expect(keysOf(catalog.locales.get(first)).length).toBeGreaterThan(40);
});

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') {
    expect(value.trim(), path).not.toBe('');
    return [path];
  }
  return Object.entries(value as object)
    .flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
    .sort();
}
