import type { Browser, Page } from 'playwright-core';
import { test as base, expect } from 'vitest';
import { noticeFile } from '../checkpoint/notice-files.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { launchChromium } from './chromium.ts';
import { FIELD_NAMES, type Field, fitted, innocentText, UNSEEN, writtenWith } from './hostile-config.ts';
import { OUTLINE } from './outline.ts';
import { PRINTABLE_TRIES } from './xss-tries.ts';

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  // The pages of the innocent config are the same for every test: walked through by the first one.
  .extend('kept', { scope: 'file' }, () => new Map<'innocent', Pages>());

/** Before the tap, in Vietnamese; and after it, in English. The last one is no page. */
const CAPTIVE = ['/', '/guide/trang', '/guide/ung-dung', '/guide/tai-lieu', '/guide/bluezone', '/check-in'];
const GRANTED = ['/connected', '/', '/guide/ung-dung', '/guide/bluezone', '/notices', '/khong-co'];

/** Pages by where they were met, as outlines. */
type Pages = Readonly<Record<string, readonly string[]>>;

test.for(PRINTABLE_TRIES)('$name in a config comes out as text', async ({ text }, { browser, kept }) => {
  const written = (field: Field) => fitted(text, field);
  const innocent = await innocentPages(browser, kept);
  const hostile = await visit(browser, written);
  expect(hostile).toEqual(mapPages(innocent, (line) => rewrite(line, written)));
});

test('every text that travelers are shown is met on some page', async ({ browser, kept }) => {
  const met = JSON.stringify(await innocentPages(browser, kept));
  expect(FIELD_NAMES.filter((field) => !met.includes(innocentText(field)))).toEqual(UNSEEN);
});

test.for(PRINTABLE_TRIES)(
  '$name is noticed where a page takes it as it is',
  async ({ text, raw }, { browser }) => {
    const { portal } = await startTrial({ written: writtenWith(innocentText) });
    const page = await openPage(browser);
    await page.goto(`${portal}/`);
    const innocent = await page.evaluate<string[]>(OUTLINE);
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: rewrite(await response.text(), () => text) });
    });
    await page.goto(`${portal}/`);
    const found = await page.evaluate<string[]>(OUTLINE);
    const asText = innocent.map((line) => rewrite(line, () => text));
    if (raw === undefined) expect(found).toEqual(asText);
    else expect(found).not.toEqual(asText);
    if (raw === 'runs') await expect.poll(() => page.evaluate('window.__xss')).toBe(1);
    await page.context().close();
  },
);

/** As many notices as are shown at a time. */
const GROUPS = [0, 10, 20, 30].map((from) => PRINTABLE_TRIES.slice(from, from + 10));

test.for(GROUPS)(
  '%# of four: tries in the title, source and body of notices come out as text',
  async (tries, { browser }) => {
    const files = tries.map(({ text }, index) => {
      const words = { title: `title = ${JSON.stringify(text)}`, source: `source = ${JSON.stringify(text)}` };
      return [`n${index}.vi.md`, noticeFile(words, `${text}\n\n- ${text}`)] as const;
    });
    const { portal } = await startTrial({ noticeFiles: Object.fromEntries(files) });
    // They are read beside the first answers.
    await expect
      .poll(() => fetch(`${portal}/notices`).then((page) => page.text()))
      .toContain('<article class="notice"');
    const page = await openPage(browser);
    for (const path of ['/', '/notices']) {
      await page.goto(`${portal}${path}?lang=vi`);
      expect(await page.evaluate('window.__xss')).toBeUndefined();
    }
    // A text that is too long, or turns the direction of reading around, is refused with words and shown nowhere.
    const taken = tries.filter(({ text }) => text.length <= 80 && !/[\u202a-\u202e\u2066-\u2069]/.test(text));
    const titles = "[...document.querySelectorAll('.notice h2')].map((title) => title.textContent)";
    expect((await page.evaluate<string[]>(titles)).sort()).toEqual(taken.map(({ text }) => text).sort());
    const elements =
      "[...new Set([...document.querySelectorAll('.notice > div *')].map((one) => one.outerHTML.match(/^<[^>]*>/)[0]))]";
    const allowed = ['<p>', '<ul>', '<ol>', '<li>', '<em>', '<strong>', '<h3>', '<br>'];
    expect((await page.evaluate<string[]>(elements)).filter((tag) => !allowed.includes(tag))).toEqual([]);
    await page.context().close();
  },
);

async function innocentPages(browser: Browser, kept: Map<'innocent', Pages>): Promise<Pages> {
  const pages = kept.get('innocent') ?? (await visit(browser, innocentText));
  kept.set('innocent', pages);
  return pages;
}

/** Walks through all pages of a portal whose config's texts are these, where whatever got in would run. */
async function visit(browser: Browser, written: (field: Field) => string): Promise<Pages> {
  const { portal, stop } = await startTrial({ written: writtenWith(written) });
  const page = await openPage(browser);
  const pages: Record<string, readonly string[]> = {};
  const look = async (language: string, paths: readonly string[]) => {
    for (const path of paths) {
      await page.goto(`${portal}${path}?lang=${language}`);
      pages[`${path} ${language}`] = await page.evaluate(OUTLINE);
      expect(await page.evaluate('window.__xss')).toBeUndefined();
    }
  };
  await look('vi', CAPTIVE);
  await page.goto(`${portal}/`);
  await page.click('.accept button');
  await page.waitForURL(/\/connected/);
  await look('en', GRANTED);
  await page.context().close();
  await stop();
  return pages;
}

/** As a phone's browser, but one in which the headers forbid nothing: whatever got into a page runs. */
async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true, locale: 'vi-VN' });
  return context.newPage();
}

function mapPages(pages: Pages, change: (line: string) => string): Pages {
  return Object.fromEntries(Object.entries(pages).map(([name, lines]) => [name, lines.map(change)]));
}

/** With other texts in the place of the innocent ones. */
function rewrite(page: string, written: (field: Field) => string): string {
  return FIELD_NAMES.reduce(
    (text, field) => text.replaceAll(innocentText(field), () => written(field)),
    page,
  );
}
