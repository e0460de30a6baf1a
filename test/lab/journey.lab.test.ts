import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openChromium, SMALL_SCREEN } from './clients/chromium.ts';
import { test } from './lab-test.ts';
import { openReports } from './reports.ts';

test('one tap, and the traveler is online and counted once', async ({ lab, phone }) => {
  const reports = await openReports(lab.router);
  const browser = await openChromium(phone);
  const page = await browser.newPage();

  await page.goto('http://connectivitycheck.gstatic.com/generate_204');
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await page.locator('html').getAttribute('lang')).toBe('vi');

  const button = await acceptButton(page).boundingBox();
  expect(button?.y).toBeGreaterThan(0);
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(SMALL_SCREEN.height);
  await tap(page);

  await page.goto('http://example.com/');
  expect(await page.textContent('body')).toContain('You have reached example.com.');
  expect(await reports.totals()).toMatchObject({ device: 1, shown: 1, session: 1, renewed: 0 });

  await page.goto('http://chot.internal/');
  await tap(page);
  expect(await reports.totals()).toMatchObject({ device: 1, session: 1, renewed: 1 });
  await browser.close();
});

function acceptButton(page: Page) {
  return page.locator('form[method=post] button');
}

async function tap(page: Page): Promise<void> {
  await acceptButton(page).tap();
  await page.waitForURL(/\/connected/);
}
