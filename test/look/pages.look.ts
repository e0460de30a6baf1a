import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { test } from 'vitest';
import { createPages } from '../../src/checkpoint/web/traveler/pages.ts';
import { FAULT_WORDS } from '../../src/domain/locale.ts';
import { servePortal } from '../bench/server.ts';
import { catalog, exampleCheckpoint, ROOT } from '../example.ts';

const PORT = 18_190;

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  phone: { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 },
  narrow: { viewport: { width: 320, height: 568 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, colorScheme: 'dark' },
  laptop: { viewport: { width: 1280, height: 800 } },
};

const LANGUAGES = ['vi', 'en'];
const CAPTIVE = ['/', '/guide/tokhaiyte', '/guide/bluezone', '/notices', '/nowhere'];
const GRANTED = ['/', '/connected', '/guide/bluezone'];

test('every page, language, state and screen', async () => {
  const portal = await servePortal(PORT);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  for (const language of LANGUAGES) await shoot(browser, language, { screen: 'phone', path: '/' });
  await shootAll(browser, 'captive', CAPTIVE);
  await accept();
  await shootAll(browser, 'granted', GRANTED);
  await shootRare(browser);
  await browser.close();
  await portal.stop();
});

/** The trial's uplink never goes down and its gate never refuses, so these are made without a portal. */
async function shootRare(browser: Browser): Promise<void> {
  const checkpoint = exampleCheckpoint();
  const { page: make } = createPages({
    root: ROOT,
    checkpoint,
    locales: catalog.locales,
    content: { version: () => '', isDead: () => false, notices: () => [] },
  });
  const offline = [
    { template: 'guide', state: 'captive' },
    { template: 'guide', state: 'granted' },
    { template: 'connected', state: 'granted' },
    { template: 'destination', state: 'captive', subject: 'tokhaiyte' },
  ] as const;
  const faults = FAULT_WORDS.map((subject) => ({ template: 'error', state: 'captive', subject }) as const);
  const pages = [
    ...offline.map(
      (page) => ({ ...page, uplink: 'down', name: `offline-${page.template}-${page.state}` }) as const,
    ),
    ...faults.map((page) => ({ ...page, uplink: 'up', name: `error-${page.subject}` }) as const),
  ];
  for (const [screen, options] of Object.entries(SCREENS)) {
    const context = await browser.newContext({ ...options, javaScriptEnabled: false });
    const page = await context.newPage();
    for (const { name, ...wanted } of pages) {
      for (const language of LANGUAGES) {
        const { gzipped } = await make({ ...wanted, language, family: 'android' });
        await page.setContent(gunzipSync(gzipped).toString('utf8'));
        const file = `data/look/${name}-${language}-${screen}.png`;
        await page.screenshot({ path: join(ROOT, file), fullPage: true });
      }
    }
    await context.close();
  }
}

async function shootAll(browser: Browser, state: string, paths: readonly string[]): Promise<void> {
  for (const screen of Object.keys(SCREENS)) {
    for (const path of paths) {
      for (const language of LANGUAGES) await shoot(browser, language, { screen, path, state });
    }
  }
}

/** Without a state it is the README's picture: what a phone shows before anybody scrolls. */
async function shoot(
  browser: Browser,
  language: string,
  { screen, path, state }: { screen: string; path: string; state?: string },
): Promise<void> {
  const context = await browser.newContext({ ...SCREENS[screen], javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`http://localhost:${PORT}${path}?lang=${language}`);
  const name = path.slice(1).replace('/', '-') || 'guide';
  const file = state
    ? `data/look/${state}-${name}-${language}-${screen}.png`
    : `static/pictures/${name}-${language}.png`;
  await page.screenshot({ path: join(ROOT, file), fullPage: state !== undefined });
  await context.close();
}

function accept(): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ port: PORT, method: 'POST', path: '/accept' }, (answer) => answer.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });
}
