import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { destinationsOf } from '../../src/config/destinations.ts';
import { catalog, ROOT } from '../example.ts';
import { pointsOf } from './svg-points.ts';

/** What every drawing begins with: the grid, and lines in the colour of the words beside them. */
const HEAD =
  '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48" fill="none"' +
  ' stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"' +
  ' aria-hidden="true" focusable="false">';

const SHAPES = [
  '<path d="[^"<>]+"/>',
  '<rect x="[\\d.]+" y="[\\d.]+" width="[\\d.]+" height="[\\d.]+" rx="[\\d.]+"/>',
  '<circle cx="[\\d.]+" cy="[\\d.]+" r="[\\d.]+"/>',
];
const BODY = new RegExp(`^(?:${SHAPES.join('|')})+</svg>\n$`);

/** For the `drawings` of a config's own destinations: none of ours shows them. */
const SPARE = ['send'];

const icons = catalog.icons.map((name) => ({
  name,
  svg: readFileSync(`${ROOT}static/icons/${name}.svg`, 'utf8'),
}));

describe.each(icons)('the drawing $name', ({ svg }) => {
  test('has the head of all drawings, then nothing but lines, on one line', () => {
    expect(svg.slice(0, HEAD.length)).toBe(HEAD);
    expect(svg.slice(HEAD.length)).toMatch(BODY);
  });

  test('is under 700 bytes, as a page carries twenty of them', () => {
    expect(Buffer.byteLength(svg)).toBeLessThan(700);
  });

  test('stays inside the grid with the whole width of its lines', () => {
    const outside = pointsOf(svg).filter((point) => point.some((along) => along < 1.5 || along > 46.5));
    expect(outside).toEqual([]);
  });
});

describe('all drawings', () => {
  test('differ from each other', () => {
    expect(new Set(icons.map(({ svg }) => svg)).size).toBe(icons.length);
  });

  test('are there wherever a destination, a page or the look of a kind names one', () => {
    expect([...named()].filter((name) => !catalog.icons.includes(name))).toEqual([]);
  });

  test('are named somewhere', () => {
    const known = new Set([...named(), ...SPARE]);
    expect(catalog.icons.filter((name) => !known.has(name))).toEqual([]);
  });

  test('stand one beside each step of what ships', () => {
    for (const { id, drawings, text } of everyDestination())
      for (const { steps } of Object.values(text)) expect(drawings.length, id).toBe(steps.length);
  });
});

test('a point outside the grid is found in every shape', () => {
  const svg =
    '<path d="M44 4l5 1v-9h9zM1 24a9 9 0 0 1 6 0c0 0 0 45 1 1"/><circle cx="24" cy="24" r="24"/>' +
    '<rect x="40" y="4" width="9" height="9" rx="3"/>';
  expect(pointsOf(svg).filter((point) => point.some((along) => along < 1.5 || along > 46.5))).toEqual([
    [49, 5],
    [49, -4],
    [58, -4],
    [1, 24],
    [7, 69],
    [0, 0],
    [48, 48],
    [49, 13],
  ]);
});

/** Ours, and one of each kind as a config may add it. */
function everyDestination() {
  const url = 'https://xa.example.vn/';
  const own = {
    site: { kind: 'site', url },
    app: { kind: 'app', url },
    material: { kind: 'material', url },
  } as const;
  const rows = destinationsOf({ destinations: Object.keys(own), destination: own }, catalog);
  return [...catalog.destinations.values(), ...rows];
}

function named(): ReadonlySet<string> {
  const shown = everyDestination().flatMap(({ icon, drawings }) => [icon, ...drawings]);
  return new Set([...shown.filter((name) => name !== undefined), ...namedByPages()]);
}

/** The words in quotes inside `icon(...)`, and inside a table or choice of drawings that is kept for it. */
function namedByPages(): readonly string[] {
  const pages = readdirSync(`${ROOT}views`, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ejs'),
  );
  return pages.flatMap((file) => {
    const page = readFileSync(`${ROOT}views/${file}`, 'utf8');
    const places = page.matchAll(/\bicon\(([^)]*)\)|\bconst drawings? = ([^;]*);/g);
    return [...places].flatMap(([place]) => [...place.matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name));
  });
}
