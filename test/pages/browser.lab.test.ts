import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { brokenRules, isWiderThanItsScreen } from './accessible.ts';
import { launchChromium } from './chromium.ts';
import { codesOf, decode } from './codes.ts';
import { everyPicture, LANGUAGES, type Picture } from './gallery.ts';
import { serveShow } from './show.ts';

const PICTURES = everyPicture();

let browser: Browser;
let show: Awaited<ReturnType<typeof serveShow>>;

beforeAll(async () => {
  [browser, show] = await Promise.all([launchChromium(), serveShow(PICTURES)]);
});
afterAll(async () => {
  await browser.close();
  await show.close();
});

/** A narrow phone by day and by night, and one whose owner sees so badly that half of its width is left. */
const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  'at 320 px': { viewport: { width: 320, height: 568 } },
  'at 320 px in the dark': { viewport: { width: 320, height: 568 }, colorScheme: 'dark' },
  'at 200 % on 360 px': { viewport: { width: 180, height: 320 }, deviceScaleFactor: 2 },
};

const SEEN = LANGUAGES.flatMap((language) =>
  Object.keys(SCREENS).map((screen) => [language, screen] as const),
);

describe('for everyone', () => {
  test.each(SEEN)(
    'no page in %s breaks a rule of axe or leaves the screen %s',
    async (language, screen) => {
      // What a phone does not tell of itself is where a page says most.
      const pictures = PICTURES.filter((one) => one.language === language && one.family === 'other');
      const faults = await eachPage(pictures, SCREENS[screen] ?? {}, async (page, { name }) =>
        [
          ...(await brokenRules(page)),
          ...((await isWiderThanItsScreen(page)) ? ['scrolls sideways'] : []),
        ].map((fault) => `${name}: ${fault}`),
      );
      expect(faults.flat()).toEqual([]);
    },
    300_000,
  );

  test('axe would find what is wrong', async () => {
    const page = await browser.newPage();
    await page.setContent('<!DOCTYPE html><title>x</title><button></button><p style="color:#aaa">pale</p>');
    const broken = await brokenRules(page);
    for (const rule of ['button-name', 'color-contrast', 'html-has-lang'])
      expect(broken.join()).toContain(rule);
    await page.close();
  });
});

describe('every QR code', () => {
  const groups = LANGUAGES.flatMap((language) =>
    (['light', 'dark'] as const).map((scheme) => [language, scheme] as const),
  );

  test.each(groups)(
    'on every page in %s, %s, says what it must to another phone',
    async (language, colorScheme) => {
      const folder = temporaryFolder();
      // Kinds of phone differ in their words, and codes in nothing else: all of them once is enough.
      const isFull = language === 'vi' && colorScheme === 'light';
      const wanted = PICTURES.filter(
        (one) => one.language === language && (isFull || one.family === 'other'),
      );
      const options = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, colorScheme };
      const wrong = await eachPage(wanted, options, async (page, picture) => {
        const write = async (bytes: Buffer) => {
          const file = join(folder, `${picture.name}.png`);
          await writeFile(file, bytes);
          return file;
        };
        const found = await decode(await page.screenshot({ fullPage: true }), { write });
        return found.join() === codesOf(picture).join() ? [] : [`${picture.name}: ${found.join(' ')}`];
      });
      expect(wrong.flat()).toEqual([]);
    },
    300_000,
  );
});

describe('the first view', () => {
  test.each(LANGUAGES)(
    'in %s is one request of 14 KB at most, with nothing that its own policy blocks',
    async (language) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
      const page = await context.newPage();
      const requests: string[] = [];
      const told: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => told.push(message.text()));
      page.on('pageerror', (error) => told.push(error.message));
      const url = `${show.origin}/guide-captive-android-${language}`;
      const answer = await page.goto(url, { waitUntil: 'networkidle' });
      const sizes = await answer?.request().sizes();
      expect(requests).toEqual([url]);
      expect(told).toEqual([]);
      expect(sizes?.responseBodySize).toBeLessThanOrEqual(14 * 1024);
      await context.close();
    },
  );

  test('a policy that is broken would be told', async () => {
    const page = await browser.newPage();
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    await page.goto(`${show.origin}/guide-captive-android-vi`);
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')");
    await expect.poll(() => told.join()).toContain('Content Security Policy');
    await page.close();
  });
});

/** Opens each page in turn, two at a time, and gathers what `look` finds. */
async function eachPage<Found>(
  pictures: readonly Picture[],
  options: BrowserContextOptions,
  look: (page: Page, picture: Picture) => Promise<Found>,
): Promise<Found[]> {
  const context = await browser.newContext(options);
  const waiting = [...pictures];
  const found: Found[] = [];
  const work = async () => {
    const page = await context.newPage();
    for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
      await page.goto(`${show.origin}/${picture.name}`);
      found.push(await look(page, picture));
    }
  };
  await Promise.all([work(), work()]);
  await context.close();
  return found;
}
