import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { onTestFinished, test } from 'vitest';
import { launchChromium } from '../pages/chromium.ts';
import { serveBareNode, servePortal } from './server.ts';

const ROUNDS = 15;

/** The sign-in sheet of an Android phone. */
const SHEET = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  locale: 'vi-VN',
  userAgent:
    'Mozilla/5.0 (Linux; Android 8.1.0; SM-J530Y Build/M1AJQ; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/83.0.4103.106 Mobile Safari/537.36',
};

/** One engine twice: with nothing around it, as in a phone's sheet, and in a desktop's browser, which looks at each page itself. */
const BROWSERS = {
  shell: '/usr/bin/chromium-headless-shell',
  desktop: '/usr/bin/chromium',
};

/** After the next frame: when there was something to see first, or undefined while there is nothing yet. */
const FIRST_PAINT = `new Promise((resolve) => requestAnimationFrame(() =>
  resolve(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)))`;

/** The yardstick is a page of one word: what Chromium and this machine take by themselves. `again`: in a tab that has shown it before. */
test('from the request to the first paint, beside a page of one word', async () => {
  const [bare, portal] = await Promise.all([serveBareNode(18_184), servePortal(18_186)]);
  onTestFinished(async () => {
    await Promise.all([bare.stop(), portal.stop()]);
  });
  for (const [name, path] of Object.entries(BROWSERS)) {
    if (existsSync(path)) await compare(name, await launchChromium(path), { bare, portal });
    else process.stdout.write(`${path} is not here: apt-get install chromium chromium-headless-shell\n`);
  }
});

type Ports = Readonly<Record<'bare' | 'portal', { readonly port: number }>>;

async function compare(name: string, browser: Browser, { bare, portal }: Ports): Promise<void> {
  const rows = { bare: [] as number[], portal: [] as number[], again: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rows.bare.push((await firstPaintsMs(browser, bare.port)).first);
    const { first, second } = await firstPaintsMs(browser, portal.port);
    rows.portal.push(first);
    rows.again.push(second);
  }
  await browser.close();
  for (const [row, values] of Object.entries(rows)) {
    const [least, middle, most] = [0, Math.floor(ROUNDS / 2), ROUNDS - 1].map((at) => sorted(values)[at]);
    process.stdout.write(
      `first paint, ms, ${name.padEnd(8)} ${row.padEnd(7)} least ${least?.toFixed(0)}  median ${middle?.toFixed(0)}  most ${most?.toFixed(0)}\n`,
    );
  }
}

/**
 * In a browser context of its own, so that nothing is remembered from the round before: in a tab that is new, whose process starts
 * with the page, and once more in the same tab. Nothing is stored (`no-store`): the page comes over the wire both times.
 */
async function firstPaintsMs(browser: Browser, port: number): Promise<{ first: number; second: number }> {
  const context = await browser.newContext(SHEET);
  const page = await context.newPage();
  const visit = async () => {
    await page.goto(`http://localhost:${port}/`);
    let ms: number | undefined;
    while (ms === undefined) ms = await page.evaluate<number | undefined>(FIRST_PAINT);
    return ms;
  };
  const [first, second] = [await visit(), await visit()];
  await context.close();
  return { first, second };
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
