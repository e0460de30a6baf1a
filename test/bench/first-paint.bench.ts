import type { Browser } from 'playwright-core';
import { onTestFinished, test } from 'vitest';
import { launchChromium } from '../pages/chromium.ts';
import { serveBareNode, servePortal } from './server.ts';

const ROUNDS = 15;
const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, locale: 'vi-VN' };

/** After the next frame: when there was something to see first, or undefined while there is nothing yet. */
const FIRST_PAINT = `new Promise((resolve) => requestAnimationFrame(() =>
  resolve(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)))`;

/** The yardstick is a page of one word: what Chromium and this machine take by themselves. */
test('from the request to the first paint, beside a page of one word', async () => {
  const [bare, portal, browser] = await Promise.all([
    serveBareNode(18_184),
    servePortal(18_186),
    launchChromium(),
  ]);
  onTestFinished(async () => {
    await Promise.all([browser.close(), bare.stop(), portal.stop()]);
  });
  const rows = { bare: [] as number[], portal: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rows.bare.push(await firstPaintMs(browser, bare.port));
    rows.portal.push(await firstPaintMs(browser, portal.port));
  }
  for (const [name, values] of Object.entries(rows)) {
    const [least, middle, most] = [0, Math.floor(ROUNDS / 2), ROUNDS - 1].map((at) => sorted(values)[at]);
    process.stdout.write(
      `first paint, ms, ${name.padEnd(8)} least ${least?.toFixed(0)}  median ${middle?.toFixed(0)}  most ${most?.toFixed(0)}\n`,
    );
  }
});

/** In a browser context of its own: nothing is remembered from the round before. */
async function firstPaintMs(browser: Browser, port: number): Promise<number> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/`);
  let ms: number | undefined;
  while (ms === undefined) ms = await page.evaluate<number | undefined>(FIRST_PAINT);
  await context.close();
  return ms;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
