import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenRules, isWiderThanItsScreen } from './accessible.ts';
import { launchChromium } from './chromium.ts';
import { everyPicture } from './gallery.ts';
import { serveShow } from './show.ts';

const GUIDE = 'guide-captive-other-vi';
const PICTURES = everyPicture(['vi'], ['other']);
const MUTE = { ...PICTURES.find(({ name }) => name === GUIDE), canSpeak: false } as (typeof PICTURES)[number];

/** A phone's voices, as this machine has none: what is spoken is kept, and nothing is heard. */
const VOICES = `
  const said = (window.said = []);
  const voices = [{ lang: 'en-US' }, { lang: window.name }];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (words) => said.push(words),
    cancel: () => said.push('silence'),
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
`;

let browser: Browser;
let show: Awaited<ReturnType<typeof serveShow>>;

beforeAll(async () => {
  const named = [...PICTURES, { ...MUTE, name: 'mute' }];
  [browser, show] = await Promise.all([launchChromium(), serveShow(named)]);
});
afterAll(async () => {
  await browser.close();
  await show.close();
});

describe('read aloud', () => {
  test('a phone with a Vietnamese voice reads the first card, and is silent at the second tap', async () => {
    const page = await openWith('vi-VN', GUIDE);
    const button = page.locator('.read');
    expect(await button.isVisible()).toBe(true);
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    const [, words] = await page.evaluate<[string, { text: string; lang: string }]>(
      `said.map((one) => one.text === undefined ? one : { text: one.text, lang: one.lang })`,
    );
    expect(words.lang).toBe('vi');
    for (const part of ['Khai báo y tế', 'Cài Bluezone', 'Bấm để vào mạng'])
      expect(words.text).toContain(part);
    expect(words.text).not.toContain(await button.innerText());
    await button.click();
    expect(await page.evaluate<number>(`said.filter((one) => one.text !== undefined).length`)).toBe(1);
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await page.close();
  });

  test('the button breaks no rule of axe, and fits a narrow phone', async () => {
    const page = await openWith('vi-VN', GUIDE);
    expect(await page.locator('.read').isVisible()).toBe(true);
    expect(await brokenRules(page)).toEqual([]);
    expect(await isWiderThanItsScreen(page)).toBe(false);
    await page.close();
  });

  test.each([
    ['has no voice of the page`s language', 'ko-KR', GUIDE],
    ['is an Android sheet, whose pages cannot speak', 'vi-VN', 'mute'],
  ])('a phone that %s is offered nothing', async (_phone, voice, name) => {
    const page = await openWith(voice, name);
    expect(await page.locator('.read:visible').count()).toBe(0);
    await page.close();
  });

  test('an Android sheet gets no script at all', async () => {
    const answer = await fetch(`${show.origin}/mute`);
    expect(await answer.text()).not.toMatch(/<script|class="read"/);
  });
});

async function openWith(voice: string, name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 320, height: 568 } });
  await page.addInitScript(`window.name = '${voice}';${VOICES}`);
  await page.goto(`${show.origin}/${name}`);
  return page;
}
