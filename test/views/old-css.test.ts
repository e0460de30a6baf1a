import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../example.ts';
import { featuresOf } from './css-features.ts';
import { missingFrom } from './old-browsers.ts';

/** What an old browser passes over without harm. Whatever else it does not know must not be needed. */
const HARMLESS: Readonly<Record<string, string>> = {
  '(prefers-color-scheme)': 'a phone without a dark mode shows the light one',
  'color-scheme': 'the same, for the scroll bar and for the page before its style',
  'color-scheme: light': 'the same',
  'color-scheme: dark': 'the same',
  '-webkit-text-size-adjust': 'for the iPhone; Chrome reads the line below it',
  'text-size-adjust': 'for Chrome; the iPhone reads the line above it',
  '@page': 'paper has the margins that the printer likes',
  size: 'a printer here has A4 in it',
  cursor: 'a finger has none',
  'cursor: pointer': 'a finger has none',
  'break-after: avoid': 'a heading stands alone at the foot of an unfolded report on paper',
  'position: sticky': 'on a wide screen the first column scrolls with the other',
};

const styleSheet = ['style.css', 'report.css']
  .map((name) => readFileSync(`${ROOT}views/${name}`, 'utf8'))
  .join('\n');

describe('the style of the pages', () => {
  test('needs nothing that Chrome 60 and iOS 11 do not know', () => {
    expect(tooNew(styleSheet).filter(({ name }) => !(name in HARMLESS))).toEqual([]);
  });

  test('still has all that is excused as harmless', () => {
    const excused = new Set(tooNew(styleSheet).map(({ name }) => name));
    expect(Object.keys(HARMLESS).filter((name) => !excused.has(name))).toEqual([]);
  });

  test('is looked through in full', () => {
    expect(featuresOf(styleSheet).length).toBeGreaterThan(500);
  });
});

test.each([
  ['a { display: flex; gap: 8px }', 'gap'],
  ['a { width: clamp(1px, 50%, 9px) }', 'clamp()'],
  ['a { --width: min(1px, 50%) }', 'min()'],
  [':is(a, b) { color: red }', ':is()'],
  ['a { inset: 0 }', 'inset'],
  ['a { aspect-ratio: 1 }', 'aspect-ratio'],
  ['a:focus-visible { color: red }', ':focus-visible'],
  ['a::marker { color: red }', '::marker'],
  ['a:not(.b, .c) { color: red }', ':not(…, …)'],
  ['a { &:hover { color: red } }', 'nesting'],
  ['a { @media print { color: red } }', 'nesting'],
  ['@layer a { b { color: red } }', '@layer'],
  ['@media (hover: hover) and (400px <= width) { a { color: red } }', '(… < …)'],
  ['@media (prefers-contrast: more) { a { color: red } }', '(prefers-contrast)'],
  ['a { height: 100dvh }', '100dvh'],
  ['a { overflow: clip }', 'overflow: clip'],
  ['a { font: 1px ui-rounded }', 'font: ui-rounded'],
  ['a { all: revert }', 'all: revert'],
  ['a { color: #0008 }', '#0008'],
  ['a { color: rgb(0 0 0 / 50%) }', 'rgb(… … …)'],
  ['a { color: color-mix(in srgb, red, blue) }', 'color-mix()'],
  ['a { colour: red }', 'colour'],
])('%s needs a newer browser', (css, name) => {
  expect(tooNew(css).map((feature) => feature.name)).toEqual([name]);
});

test('what was there in 2017 passes, by its former name and with its prefix too', () => {
  const css = `
    @supports (display: grid) { a:not(.b):nth-child(2n)::after { display: grid; grid-gap: 1rem } }
    a { word-wrap: break-word; -webkit-transform: none; transform: translateX(1px) rotate(1turn) }
    a { width: calc(1px + 2vw); background: -webkit-linear-gradient(rgba(0, 0, 0, 0.5), transparent) }
    @media print and (min-width: 1px), (orientation: landscape) { a { transition: color 1s ease-in } }`;
  expect(tooNew(css)).toEqual([]);
});

test('a style sheet that cannot be read is no proof', () => {
  expect(() => featuresOf('a { color red }')).toThrow(/line 1/);
});

/** What old browsers do not know, with the line and the browsers. */
function tooNew(css: string) {
  return featuresOf(css)
    .map((feature) => ({ name: feature.name, line: feature.line, missing: missingFrom(feature) }))
    .filter(({ missing }) => missing.length > 0);
}
