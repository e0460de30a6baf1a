import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Destination, destinationText, STORES, storesFor } from '../../src/domain/destination.ts';
import type { Family } from '../../src/domain/family.ts';
import { fillIn } from '../../src/domain/fill-in.ts';
import { catalog } from '../example.ts';
import { everyPicture, FAMILIES, FULL_CHECKPOINT, LANGUAGES, type Picture } from './gallery.ts';
import { createShow } from './show.ts';

const show = createShow();
const STORE_SITES = /play\.google\.com|apps\.apple\.com|market:|itms/;

const WALK = FULL_CHECKPOINT.destinations.flatMap((destination) =>
  LANGUAGES.flatMap((language) =>
    FAMILIES.map((family) => [destination.id, language, family, destination] as const),
  ),
);

/** Every destination, in every language, on every kind of phone. */
describe.each(WALK)('%s in %s on %s', (id, language, family, destination) => {
  const { names, words } = wordsFor(destination, language, family);
  const pageIn = (state: Picture['state']) =>
    htmlOf({ template: 'destination', subject: id, state, language, family });

  test('says what to do, step by step, each step with its drawing', async () => {
    const html = await pageIn('captive');
    expect(html).toContain(`<html lang="${language}">`);
    const { name, purpose, steps } = words;
    for (const text of [name, purpose, ...steps]) expect(html).toContain(escaped(fillIn(text, names)));
    expect(html.match(/<li><span class="tile smaller"><svg/g)).toHaveLength(steps.length);
    expect(html).not.toMatch(/\{\w+\}|undefined|\[object/);
  });

  test('shows no way into a store before the tap, and after it exactly this phone`s', async () => {
    const captive = await pageIn('captive');
    expect(captive).not.toMatch(/href="[^"]*store=/);
    expect(captive).not.toMatch(STORE_SITES);
    const offered = storesFor(family).filter((store) => destination.stores[store] !== undefined);
    const granted = await pageIn('granted');
    expect(
      [...granted.matchAll(/href="\/go\/([^"]+)\?store=(\w+)"/g)].map(([, of, store]) => [of, store]),
    ).toEqual(offered.map((store) => [id, store]));
  });

  test('has its place in the guide, its way out, and codes with a text beside each', async () => {
    const guide = await htmlOf({ template: 'guide', state: 'captive', language, family });
    expect(guide).toContain(`href="/guide/${id}?lang=${language}"`);
    const html = await pageIn('captive');
    expect(html).toContain(`href="/go/${id}"`);
    const codes = STORES.filter((store) => destination.stores[store] !== undefined).length || 1;
    expect(html.match(/class="qr" role="img" aria-label="[^"]+"/g)).toHaveLength(codes);
    expect(html.match(/<\/svg>\s*<\/div>\s*<p>.*<strong>/g)).toHaveLength(codes);
  });
});

test.each(everyPicture().map((picture) => [picture.name, picture] as const))(
  '%s is whole and small',
  async (_, picture) => {
    const html = await htmlOf(picture);
    expect(html.startsWith('<!DOCTYPE html>')).toBe(true);
    expect(html.trim().endsWith('</html>')).toBe(true);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(50 * 1024);
    expect((await show.make(picture)).gzipped.length).toBeLessThanOrEqual(14 * 1024);
    expect(html).not.toMatch(/\{\w+\}|undefined|\[object/);
    expect([...html.matchAll(/<h1[ >]/g)]).toHaveLength(1);
    // Nobody is sent away from the checkpoint but through /go.
    expect([...html.matchAll(/(?:href|src|action)="((?!\/|\?|tel:|data:,)[^"]*)"/g)]).toEqual([]);
  },
);

type Wanted = Pick<Picture, 'template' | 'state' | 'language' | 'family'> & Partial<Picture>;

async function htmlOf(wanted: Wanted): Promise<string> {
  const picture = { name: '', uplink: 'up', content: 'quiet', canSpeak: true, ...wanted } as const;
  const html = gunzipSync((await show.make(picture)).gzipped).toString('utf8');
  // The style and the script hold braces of their own.
  return html.replace(/<style>.*?<\/style>/s, '').replace(/<script type="module">.*?<\/script>/s, '');
}

function wordsFor(destination: Destination, language: string, family: Family) {
  const stores = catalog.locales.get(language)?.stores;
  const [own, ...others] = storesFor(family);
  const store = (own && others.length === 0 ? stores?.[own] : stores?.either) ?? '';
  return { names: { label: destination.label, store }, words: destinationText(destination, language) };
}

/** As EJS writes a text. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
