import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourOf } from '../../src/domain/clock.ts';
import { leaveReport } from '../checkpoint/doctor-report.ts';
import { busyPast, type PastHour, writePast } from '../checkpoint/past.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { temporaryFolder } from '../doubles.ts';
import { run } from '../lab/command.ts';
import { brokenRules, isWiderThanItsScreen } from './accessible.ts';
import { launchChromium } from './chromium.ts';

/** A Monday, 15:40 in Vietnam. */
const START = '2021-03-01T08:40:00Z';
const BUSY = {
  start: START,
  prepare: (folder: string) => writePast(folder, busyPast(hourOf(Date.parse(START)), 61)),
};

/** More parts than have a line of their own, and every sentence about what is missing. */
const FULL = {
  start: START,
  prepare: (folder: string) => {
    const [last, ...hours] = [...busyPast(hourOf(Date.parse(START)), 61)].reverse();
    if (!last) throw new Error('no hour');
    const ids = Array.from({ length: 12 }, (_, n) => `cong-thong-tin-dien-tu-so-${n}`);
    const counters: PastHour['counters'] = [
      ...last.counters,
      ['refused', 'reason=gateDown', 12_345],
      ['uplink_down_seconds', '', 123_456],
      ...ids.flatMap((id) => [
        ['session', `language=${id}`, 1_234_567] as const,
        ['session', `family=${id}`, 1_234_567] as const,
        ['opened', `destination=${id}`, 1_234_567] as const,
      ]),
    ];
    writePast(folder, [...hours, { ...last, counters }]);
  },
};

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  'on an old laptop': { viewport: { width: 1366, height: 768 } },
  'at 320 px': { viewport: { width: 320, height: 568 } },
  'at 320 px in the dark': { viewport: { width: 320, height: 568 }, colorScheme: 'dark' },
  'at 200 % on 360 px': { viewport: { width: 180, height: 320 }, deviceScaleFactor: 2 },
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** With the keyboard alone: the field has a name, and Enter sends the form. */
async function logIn(page: Page, { report, token }: { report: string; token: string }): Promise<void> {
  await page.goto(`${report}/?lang=vi`);
  await page.getByLabel('Mã truy cập').focus();
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Thoát' }).waitFor();
}

describe('the officer’s page', () => {
  test.each(Object.keys(SCREENS))(
    'breaks no rule of axe and leaves no screen %s',
    async (screen) => {
      const trial = await startTrial(BUSY);
      // The page needs no script; axe is one, which the policy would keep out.
      const context = await browser.newContext({ ...SCREENS[screen], bypassCSP: true });
      const page = await context.newPage();
      const faults: string[] = [];
      const look = async (what: string) => {
        const wide = (await isWiderThanItsScreen(page)) ? ['scrolls sideways'] : [];
        faults.push(...[...(await brokenRules(page)), ...wide].map((fault) => `${what}: ${fault}`));
      };
      await page.goto(`${trial.report}/?lang=vi`);
      await look('login');
      await page.fill('#token', 'wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await look('wrong');
      await logIn(page, trial);
      for (const query of ['days=1', 'days=7&lang=en', 'days=30', 'days=1&to=2021-02-28']) {
        await page.goto(`${trial.report}/?${query}`);
        await page.click('summary');
        await look(query);
      }
      for (const left of ['none', 'every'] as const) {
        leaveReport(trial, left);
        for (const lang of ['vi', 'en']) {
          await page.goto(`${trial.report}/doctor?lang=${lang}`);
          await look(`doctor, ${left}, ${lang}`);
        }
      }
      await context.close();
      expect(faults).toEqual([]);
    },
    120_000,
  );

  test('logs in, looks at a month, takes the workbook away, and logs out, without a script', async () => {
    const trial = await startTrial(BUSY);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    await logIn(page, trial);
    await page.getByRole('link', { name: '30 ngày' }).click();
    expect(await page.getByRole('img').count()).toBe(5);
    expect(await page.getByRole('img', { name: 'Vào mạng' }).isVisible()).toBe(true);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải tệp Excel' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('so-lieu-thu-nghiem-2021-01-31--2021-03-01.xlsx');
    await page.getByRole('button', { name: 'Thoát' }).click();
    await page.getByLabel('Mã truy cập').waitFor();
    await page.goBack();
    await page.reload();
    await page.getByLabel('Mã truy cập').waitFor();
    expect(told).toEqual([]);
    await context.close();
  });

  test('leads to what the doctor has found, and back, without a script', async () => {
    const trial = await startTrial(BUSY);
    leaveReport(trial, 'some');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await logIn(page, trial);
    await page.getByRole('link', { name: 'Khám máy của chốt' }).click();
    const heads = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(heads).toEqual(['Khám máy', 'Hỏng Đường ra Internet', 'Chú ý Đồng hồ', 'Các mục tốt']);
    await page.getByRole('link', { name: 'Về trang số liệu' }).click();
    await page.getByRole('button', { name: 'Thoát' }).waitFor();
    await context.close();
  });

  test.each([
    ['a day', 'days=1', BUSY],
    ['a week', 'days=7', BUSY],
    ['a month', 'days=30', BUSY],
    ['a month of all that there can be', 'days=30', FULL],
  ])('%s is one sheet of A4', async (_what, query, past) => {
    const trial = await startTrial(past);
    const page = await browser.newPage();
    await logIn(page, trial);
    for (const lang of ['vi', 'en']) {
      await page.goto(`${trial.report}/?${query}&lang=${lang}`);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    }
    await page.close();
  });

  test.each(['1', '30'])('%s days with their table unfolded: no page ends with a heading', async (days) => {
    const trial = await startTrial(BUSY);
    const page = await browser.newPage();
    await logIn(page, trial);
    await page.goto(`${trial.report}/?days=${days}&to=2021-02-28`);
    const headings = await page.getByRole('heading').allTextContents();
    await page.click('summary');
    const file = join(temporaryFolder(), 'report.pdf');
    await page.pdf({ preferCSSPageSize: true, path: file });
    await page.close();
    const pages = (await run(['pdftotext', '-layout', file, '-'])).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(1);
    for (const text of pages) expect(headings).not.toContain(text.trim().split('\n').at(-1)?.trim());
  });

  test('opens to no form that another site sends, whatever the browser knows of the officer', async () => {
    const trial = await startTrial(BUSY);
    const page = await browser.newPage();
    await logIn(page, trial);
    // Another port of the same host is the same site to a browser: what holds here is where the form comes from.
    const evil = 'http://127.0.0.1:8099/';
    const body = `<form method="post" action="${trial.report}/logout?lang=vi"><button>x</button></form>`;
    await page.route(evil, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(evil);
    await page.click('button');
    await page.getByText('Yêu cầu này do một trang khác gửi').waitFor();
    await page.goto(`${trial.report}/?lang=vi`);
    expect(await page.getByRole('button', { name: 'Thoát' }).isVisible()).toBe(true);
    await page.close();
  });
});
