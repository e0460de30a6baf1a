import type { Phone } from '../phone.ts';
import { type ChromiumOptions, openChromium } from './chromium.ts';
import { runScript, startFirefox } from './firefox.ts';
import type { Call } from './marionette.ts';

export type Key = 'Tab' | 'Shift+Tab' | 'Enter' | 'Space';

/** A browser's page, worked by keyboard alone, in a browser that runs no scripts of pages. */
export interface KeyboardPage {
  /** As one types an address. Resolves once the page is there. */
  open(url: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** Types into whatever has the focus. */
  write(text: string): Promise<void>;
  /** What an expression comes to in the page; it can look, and the page cannot answer. */
  look<T>(expression: string): Promise<T>;
}

export async function openChromiumPage(phone: Phone, options: ChromiumOptions): Promise<KeyboardPage> {
  const browser = await openChromium(phone, options);
  const page = await browser.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    press: (key) => page.keyboard.press(key),
    write: (text) => page.keyboard.type(text),
    look: (expression) => page.evaluate(expression),
  };
}

/** `accepts`: an Accept-Language. */
export async function openFirefoxPage(phone: Phone, accepts: string): Promise<KeyboardPage> {
  const call = await startFirefox(phone, {
    'javascript.enabled': false,
    'intl.accept_languages': accepts,
    // As on Linux and Windows; a Mac's Firefox leaves links out unless told so.
    'accessibility.tabfocus': 7,
  });
  await call('WebDriver:NewSession', { acceptInsecureCerts: true });
  await call('WebDriver:SetWindowRect', { width: 500, height: 800 });
  return {
    open: async (url) => void (await call('WebDriver:Navigate', { url })),
    press: (key) => strike(call, STROKES[key]),
    write: async (text) => {
      for (const letter of text) await strike(call, [letter]);
    },
    look: async <T>(expression: string) => (await runScript(call, `return ${expression};`)) as T,
  };
}

/** The keys of a chord, as WebDriver numbers them (section 17.4.2, "Keyboard actions"). */
const STROKES: Readonly<Record<Key, readonly string[]>> = {
  Tab: ['\uE004'],
  'Shift+Tab': ['\uE008', '\uE004'],
  Enter: ['\uE007'],
  Space: [' '],
};

/** Down in their order and up again the other way round. */
async function strike(call: Call, keys: readonly string[]): Promise<void> {
  const down = keys.map((value) => ({ type: 'keyDown', value }));
  const up = keys.map((value) => ({ type: 'keyUp', value })).reverse();
  await call('WebDriver:PerformActions', {
    actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }],
  });
}
