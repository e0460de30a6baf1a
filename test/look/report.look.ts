import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'vitest';
import { hourOf } from '../../src/domain/clock.ts';
import { runCommand } from '../../src/platform/run-command.ts';
import { leaveReport } from '../checkpoint/doctor-report.ts';
import { busyPast, type PastHour, writePast } from '../checkpoint/past.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { ROOT } from '../example.ts';
import { launchChromium } from '../pages/chromium.ts';

/** A Monday afternoon. */
const START = '2021-03-01T08:40:00Z';
const PLACE = `name = { vi = "Chốt số 1, thị xã Ayun Pa", en = "Checkpoint 1, Ayun Pa" }
district = "Ayun Pa"
province = "Gia Lai"`;

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  laptop: { viewport: { width: 1366, height: 768 } },
  phone: { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' },
};
const FOLDER = join(ROOT, 'data/look');

test("the officer's page: busy and empty, on each screen and on paper", async () => {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchChromium();
  const pasts = { busy: busyPast(hourOf(Date.parse(START)), 61), empty: [] };
  for (const [name, past] of Object.entries(pasts)) await shootReport(browser, name, past);
  await browser.close();
});

async function shootReport(browser: Browser, name: string, past: readonly PastHour[]): Promise<void> {
  const trial = await startTrial({
    prepare: (folder) => writePast(folder, past),
    start: START,
    written: { place: PLACE },
  });
  const { report, token } = trial;
  for (const [screen, options] of Object.entries(SCREENS)) {
    const context = await browser.newContext({ ...options, javaScriptEnabled: false, locale: 'vi-VN' });
    const page = await context.newPage();
    const shoot = (what: string) =>
      page.screenshot({ path: join(FOLDER, `report-${name}-${what}-${screen}.png`), fullPage: true });
    await page.goto(report);
    await shoot('login');
    await page.fill('#token', 'cp_khong-dung');
    await page.click('button');
    await shoot('wrong');
    await page.fill('#token', token);
    await page.click('button');
    for (const days of ['1', '7', '30']) {
      await page.goto(`${report}/?days=${days}`);
      await shoot(days);
      if (screen === 'laptop') await print(page, `report-${name}-${days}-paper`);
    }
    for (const left of ['none', 'some', 'every'] as const) {
      leaveReport(trial, left);
      await page.goto(`${report}/doctor`);
      await shoot(`doctor-${left}`);
    }
    await page.goto(`${report}/?days=1&to=2021-02-28&lang=en`);
    await page.click('summary');
    await shoot('yesterday-en');
    if (screen === 'laptop') await print(page, `report-${name}-yesterday-paper`);
    await context.close();
  }
}

async function print(page: Page, name: string): Promise<void> {
  const file = join(FOLDER, `${name}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true });
  const words = ['-png', '-scale-to-y', '1300', '-scale-to-x', '-1', file, join(FOLDER, name)];
  await runCommand('pdftoppm', words, { timeoutMs: 60_000 });
}
