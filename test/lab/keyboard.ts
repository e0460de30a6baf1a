import { expect } from 'vitest';
import type { Key, KeyboardPage } from './clients/keyboard-page.ts';

/** Something on a page that can be worked, as it looks while it has the focus. */
export interface Control {
  /** Where it stands among all of them, in the page's own order; -1 where the focus is nowhere. */
  readonly index: number;
  readonly text: string;
  /** As the page writes it; '' for a button. */
  readonly href: string;
  /** CSS px from the top of the page. */
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** Whether it can be seen without scrolling on. Firefox leaves at the edge what shows there in part. */
  readonly isInView: boolean;
  /** The style and the width of the line around it: `solid 3px`. */
  readonly outline: string;
}

/** More than any page has. */
const CONTROLS_AT_MOST = 60;

/** CSS px, as views/README.md wants it; a line's own height is rounded. */
const FINGERTIP = 48;

const PATIENCE = { timeout: 8000, interval: 50 };

const CONTROLS = `[...document.querySelectorAll('a[href], button, input')].filter((one) => one.offsetParent)`;

const FOCUSED = `(() => {
  const one = document.activeElement;
  const index = ${CONTROLS}.indexOf(one);
  if (index < 0) return { index, text: '', href: '', top: 0, bottom: 0, width: 0, isInView: true, outline: '' };
  const { top, bottom, width } = one.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return {
    index,
    text: one.textContent.replace(/\\s+/g, ' ').trim(),
    href: one.getAttribute('href') || '',
    top: top + scrollY,
    bottom: bottom + scrollY,
    width,
    isInView: bottom > 0 && top < innerHeight,
    outline: outlineStyle + ' ' + outlineWidth,
  };
})()`;

/** Resolves once the page of that address is there, whole. */
export async function arrive(page: KeyboardPage, address: string | RegExp): Promise<void> {
  const whole = `document.readyState === 'complete' ? location.href : document.readyState`;
  const look = () => page.look<string>(whole);
  if (address instanceof RegExp) await expect.poll(look, PATIENCE).toMatch(address);
  else await expect.poll(look, PATIENCE).toBe(address);
}

export function focused(page: KeyboardPage): Promise<Control> {
  return page.look(FOCUSED);
}

/** All that the page says, a space between any two words. */
export function textOf(page: KeyboardPage): Promise<string> {
  return page.look(`document.body.innerText.replace(/\\s+/g, ' ')`);
}

/** Presses Tab until what has the focus says or leads to this. How often does not matter; that it ends does. */
export async function reach(page: KeyboardPage, wanted: string, key: Key = 'Tab'): Promise<Control> {
  const seen: string[] = [];
  while (seen.length < CONTROLS_AT_MOST) {
    await page.press(key);
    const control = await focused(page);
    if (control.text.includes(wanted) || control.href.endsWith(wanted)) return control;
    seen.push(`${control.text} ${control.href}`);
  }
  throw new Error(`${key} does not reach "${wanted}", but:\n${seen.join('\n')}`);
}

/** Reaches it and presses Enter on it. */
export async function follow(page: KeyboardPage, wanted: string): Promise<void> {
  await reach(page, wanted);
  await page.press('Enter');
}

/** Tabs through a fresh page: all that can be worked is met, once, in the order in which it is read, and is seen to have the focus. */
export async function walk(page: KeyboardPage): Promise<readonly Control[]> {
  const count = await page.look<number>(`${CONTROLS}.length`);
  const met: Control[] = [];
  while (met.length < count) {
    await page.press('Tab');
    // A page that glides there takes a moment.
    await expect.poll(() => focused(page), PATIENCE).toMatchObject({ isInView: true });
    met.push(await focused(page));
  }
  expect(met.map(({ index }) => index)).toEqual(met.map((_, turn) => turn));
  expect(met.filter(({ text }) => text === '')).toEqual([]);
  expect(met.filter(({ outline }) => !/^(solid|auto) [1-9]/.test(outline))).toEqual([]);
  expect(met.filter(({ top, bottom, width }) => Math.min(bottom - top, width) < FINGERTIP)).toEqual([]);
  // What comes next stands beside or below: nothing is above what was read before.
  expect(met.filter(({ bottom }, turn) => bottom <= (met[turn - 1]?.top ?? 0))).toEqual([]);
  return met;
}
