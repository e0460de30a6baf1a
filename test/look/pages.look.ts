import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { test } from 'vitest';
import { servePortal } from '../bench/server.ts';
import { ROOT } from '../example.ts';
import { everyPicture, LANGUAGES, type Picture } from '../pages/gallery.ts';
import { serveShow } from '../pages/show.ts';

const PORT = 18_190;
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 };

/** Each language on a phone; the two that technicians read on the rest too. */
const SCREENS: readonly (readonly [string, readonly string[], BrowserContextOptions])[] = [
  ['phone', LANGUAGES, PHONE],
  ['narrow', ['vi', 'en'], { viewport: { width: 320, height: 568 }, deviceScaleFactor: 2 }],
  ['dark', ['vi', 'en'], { ...PHONE, colorScheme: 'dark' }],
  ['laptop', ['vi', 'en'], { viewport: { width: 1280, height: 800 } }],
];

test('every page, language, state and screen', async () => {
  mkdirSync(join(ROOT, 'data/look'), { recursive: true });
  const pictures = everyPicture(LANGUAGES, ['android', 'apple']);
  const show = await serveShow(pictures);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  await shootReadme(browser);
  for (const [screen, languages, options] of SCREENS) {
    const wanted = pictures.filter(({ language }) => languages.includes(language));
    await shootAll(browser, show.origin, { screen, options, pictures: wanted });
  }
  await browser.close();
  await show.close();
});

async function shootAll(
  browser: Browser,
  origin: string,
  {
    screen,
    options,
    pictures,
  }: { screen: string; options: BrowserContextOptions; pictures: readonly Picture[] },
): Promise<void> {
  const context = await browser.newContext({ ...options, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const { name } of pictures) {
    await page.goto(`${origin}/${name}`);
    await page.screenshot({ path: join(ROOT, 'data/look', `${name}-${screen}.png`), fullPage: true });
  }
  await context.close();
}

/** What a phone shows before anybody scrolls. */
async function shootReadme(browser: Browser): Promise<void> {
  const portal = await servePortal(PORT);
  const page = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  for (const language of ['vi', 'en']) {
    await page.goto(`http://localhost:${PORT}/?lang=${language}`);
    await page.screenshot({ path: join(ROOT, 'static/pictures', `guide-${language}.png`) });
  }
  await page.close();
  await portal.stop();
}
