import { expect } from 'vitest';
import { destinationText } from '../../src/domain/destination.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { catalog } from '../example.ts';
import { type KeyboardPage, openChromiumPage, openFirefoxPage } from './clients/keyboard-page.ts';
import { arrive, follow, reach, textOf, walk } from './keyboard.ts';
import { test } from './lab-test.ts';
import type { Phone } from './phone.ts';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 8.1.0; SM-J260G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.110 Mobile Safari/537.36';
const CHROMIUM = { ignoreHTTPSErrors: true, userAgent: ANDROID };
const NO_IMAGES = { ...CHROMIUM, flags: ['--blink-settings=imagesEnabled=false'] };

/** What a person types, and where a phone is led to, which prefers IPv6 at times. */
const GUIDES = ['http://chot.internal/', 'http://10.77.0.1/'] as const;
const OWN = String.raw`^http://(10\.77\.0\.1|chot\.internal|\[fd[0-9a-f:]+\])`;

interface Traveler {
  readonly open: (phone: Phone) => Promise<KeyboardPage>;
  readonly language: 'vi' | 'en';
  /** What a phone that is no Android and no iPhone has to go through: the page with the stores of both. */
  readonly isDesktop: boolean;
}

const TRAVELERS: Readonly<Record<string, Traveler>> = {
  Chromium: { open: (phone) => openChromiumPage(phone, CHROMIUM), language: 'vi', isDesktop: false },
  'Chromium without images': {
    open: (phone) => openChromiumPage(phone, NO_IMAGES),
    language: 'vi',
    isDesktop: false,
  },
  Firefox: { open: (phone) => openFirefoxPage(phone, 'en-US, en'), language: 'en', isDesktop: true },
};

test.for(Object.entries(TRAVELERS))(
  'keyboard only and JavaScript off: the whole journey in %s',
  async ([, { open, language, isDesktop }], { phone }) => {
    const page = await open(phone);
    const { t, app } = wordsOf(language);

    await page.open(`data:text/html,<title>off</title><script>document.title = 'on'</script>`);
    expect(await page.look('document.title')).toBe('off');
    await page.open('http://connectivitycheck.gstatic.com/generate_204');
    await arriveAtGuide(page, language);
    await chooseLanguages(page, language);
    await declare(page, language);

    await page.open('http://10.77.0.1/');
    await findTheApp(page, language);
    await follow(page, t.accept.button);
    await arrive(page, new RegExp(`${OWN}/connected\\?lang=${language}$`));
    expect(await textOf(page)).toContain(t.connected.title);
    await walk(page);
    await saysAllInWords(page);

    await page.open(`http://10.77.0.1/connected?lang=${language}`);
    await follow(page, app.name);
    if (isDesktop) await chooseStore(page, language);
    await arrive(page, /^https:\/\/play\.google\.com\//);
    expect(await textOf(page)).toContain('You have reached play.google.com.');

    for (const guide of GUIDES) {
      await page.open(guide);
      await arriveAtGuide(page, language);
      expect(await textOf(page)).toContain(t.accept.online);
    }
  },
);

async function arriveAtGuide(page: KeyboardPage, language: string, query = ''): Promise<void> {
  await arrive(page, new RegExp(`${OWN}/${query}$`));
  expect(await page.look('document.documentElement.lang')).toBe(language);
  expect(await textOf(page)).toContain(wordsOf(language).t.steps.show);
}

/** The other one, and back; the pages say all in words and are walked through, in each. */
async function chooseLanguages(page: KeyboardPage, language: string): Promise<void> {
  for (const next of [language === 'vi' ? 'en' : 'vi', language]) {
    await walk(page);
    await saysAllInWords(page);
    await reach(page, wordsOf(next).t.languageName, 'Shift+Tab');
    await page.press('Enter');
    await arriveAtGuide(page, next, `\\?lang=${next}`);
  }
}

/** Before the tap: step 1, filled in and sent. */
async function declare(page: KeyboardPage, language: string): Promise<void> {
  await follow(page, wordsOf(language).declaration.name);
  await arrive(page, 'https://tokhaiyte.vn/');
  await page.press('Tab');
  await page.write('Nguyen Van A');
  expect(await page.look('document.activeElement.value')).toBe('Nguyen Van A');
  await reach(page, 'Gửi tờ khai');
  await page.press('Space');
  await arrive(page, 'https://tokhaiyte.vn/xong');
  expect(await page.look('document.title')).toBe('Đã khai báo');
}

/** Before the tap the app has its name and its codes, and no door that would lead to an empty window. */
async function findTheApp(page: KeyboardPage, language: string): Promise<void> {
  const { t, app } = wordsOf(language);
  await follow(page, app.name);
  await arrive(page, new RegExp(`${OWN}/guide/bluezone\\?lang=${language}$`));
  const links = (await walk(page)).map(({ href }) => href);
  expect(links.filter((href) => /store|play\.google|apps\.apple/.test(href))).toEqual([]);
  const said = await textOf(page);
  for (const words of [t.destination.offline, 'CH Play', 'Bluezone']) expect(said).toContain(words);
  expect(await page.look(`document.querySelectorAll('.qr svg').length`)).toBe(2);
  await saysAllInWords(page);
  await page.open(`http://10.77.0.1/guide/bluezone?lang=${language}`);
}

/** After the tap, on a device of which nobody knows what store it has: both are offered. */
async function chooseStore(page: KeyboardPage, language: string): Promise<void> {
  const { destination, stores } = wordsOf(language).t;
  const android = destination.store.replace('{store}', stores.android);
  const iphone = destination.store.replace('{store}', stores.iphone);
  await arrive(page, new RegExp(`${OWN}/guide/bluezone\\?lang=${language}$`));
  await walk(page);
  await reach(page, iphone, 'Shift+Tab');
  await reach(page, android, 'Shift+Tab');
  await page.press('Enter');
}

/** Drawings are part of the page, decorate words, and each code that is to be scanned has its words beside it. */
async function saysAllInWords(page: KeyboardPage): Promise<void> {
  const fetched = `document.querySelectorAll('img, image, picture, object, iframe, embed, video, [style]').length`;
  expect(await page.look(fetched)).toBe(0);
  expect(await page.look(`/url\\(|@import/.test(document.querySelector('style').textContent)`)).toBe(false);
  expect(await page.look(`document.querySelectorAll('svg text').length`)).toBe(0);
  const codes = `[...document.querySelectorAll('.qr')].map((code) => ({
    spoken: code.getAttribute('role') === 'img' && code.getAttribute('aria-label'),
    beside: code.parentElement.innerText.trim(),
  }))`;
  const found = await page.look<{ spoken: string; beside: string }[]>(codes);
  expect(found.length).toBeGreaterThan(0);
  for (const { spoken, beside } of found) {
    expect(beside).not.toBe('');
    expect(spoken).toContain(beside.split('\n').at(-1));
  }
}

/** What templates read of a locale by name, and this journey too. */
interface Words extends Locale {
  readonly accept: Locale['accept'] & Readonly<Record<'online', string>>;
  readonly connected: Readonly<Record<'title', string>>;
  readonly destination: Readonly<Record<'offline' | 'store', string>>;
}

function wordsOf(language: string) {
  const t = catalog.locales.get(language) as Words | undefined;
  const [declaration, app] = ['tokhaiyte', 'bluezone'].map((id) => catalog.destinations.get(id));
  if (!t || !declaration || !app) throw new Error(`no words in ${language}`);
  return { t, declaration: destinationText(declaration, language), app: destinationText(app, language) };
}
