import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface File {
  /** From `src/` on: `domain/mac.ts`. */
  readonly path: string;
  readonly text: string;
  /** Rooms of `src/` as paths, packages by name. */
  readonly imports: readonly string[];
}

const files = filesOf('src').map(readSource);

/** Who may import what: the first matching row holds. `packages` are those of npm and Node. */
const FLOORS: readonly { readonly room: RegExp; readonly may: RegExp; readonly packages: boolean }[] = [
  { room: /^domain\//, may: /^domain\//, packages: false },
  { room: /^config\//, may: /^(config|domain)\//, packages: true },
  { room: /^platform\//, may: /^(platform|domain)\//, packages: true },
  { room: /^checkpoint\/ports/, may: /^(checkpoint\/ports\/|domain\/)/, packages: false },
  {
    room: /^checkpoint\/flows\//,
    may: /^(checkpoint\/flows\/|checkpoint\/ports|platform\/|domain\/)/,
    packages: true,
  },
  {
    room: /^checkpoint\/system\//,
    may: /^(checkpoint\/system\/|checkpoint\/ports|platform\/|domain\/)/,
    packages: true,
  },
  {
    room: /^checkpoint\/web\//,
    may: /^(checkpoint\/web\/|checkpoint\/flows\/|checkpoint\/ports|platform\/|domain\/)/,
    packages: true,
  },
  { room: /^print\//, may: /^(print|platform|domain)\//, packages: true },
  { room: /^checkpoint\/daemon\//, may: /^(checkpoint|print|config|platform|domain)\//, packages: true },
  { room: /^hub\//, may: /^(hub|platform|domain)\//, packages: true },
  { room: /^gate\//, may: /^(gate|platform|domain)\//, packages: true },
  { room: /^update\//, may: /^(update|platform|domain)\//, packages: true },
  { room: /^doctor\//, may: /^(doctor|platform|domain)\//, packages: true },
  { room: /^setup\//, may: /^(setup|config|platform|domain)\//, packages: true },
  { room: /^apply\//, may: /^(apply|platform|domain)\//, packages: true },
  {
    room: /^cli\//,
    may: /^(cli|checkpoint|gate|hub|doctor|apply|setup|update|print|config|platform|domain)\//,
    packages: true,
  },
  { room: /^main\.ts$/, may: /^cli\//, packages: true },
];

describe('the house', () => {
  test.each(files)('$path imports only what lies beside or below it', ({ path, imports }) => {
    const floor = FLOORS.find(({ room }) => room.test(path));
    expect(floor, 'a new room needs a row in FLOORS').toBeDefined();
    const wrong = imports.filter((name) =>
      name.endsWith('.ts') ? !floor?.may.test(name) : floor?.packages === false,
    );
    expect(wrong).toEqual([]);
  });

  test('no file needs itself, by whichever way round, be it for a type', () => {
    expect(files.filter(({ path }) => needsOf(path).has(path)).map(({ path }) => path)).toEqual([]);
  });

  test('only main.ts touches argv, the environment and the exit status', () => {
    const touching = files.filter(({ text }) => /process\.(argv|env|exit|exitCode|on|once)\b/.test(text));
    expect(touching.map(({ path }) => path)).toEqual(['main.ts']);
  });

  test('nothing in the domain asks for the time or for chance', () => {
    const pattern = /Date\.now|new Date\(\)|Math\.random|performance\.now/;
    expect(files.filter(({ path, text }) => path.startsWith('domain/') && pattern.test(text))).toEqual([]);
  });

  test('no file is over 250 lines and no function over 40, and half of all files are under 80', () => {
    const lengths = files.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);
    expect(lengths.at(-1)).toBeLessThanOrEqual(250);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
    expect(files.flatMap(longFunctions)).toEqual([]);
  });

  test.each([
    ['main.ts', ['cli', 'main.ts', 'platform']],
    ['cli/portal.ts', ['checkpoint', 'cli', 'config', 'domain', 'platform']],
    ['cli/gate.ts', ['checkpoint', 'cli', 'config', 'domain', 'gate', 'platform']],
  ])('%s waits at its start for no room but its own', (path, rooms) => {
    expect([...new Set(readAtStart(path).map((name) => name.replace(/\/.*/, '')))].sort()).toEqual(rooms);
  });

  test('there is no module state: nothing at the top of a file can be assigned again', () => {
    const state = /^(export )?(let |const \w+ = new (Map|Set|WeakMap|WeakSet)\()/m;
    expect(files.filter(({ text }) => state.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('tests fake no modules, skip nothing and wait for no luck', () => {
    const shortcuts = new RegExp(['vi\\.m', 'ock|\\.sk', 'ip\\(|\\.on', 'ly\\(|\\.to', 'do\\('].join(''));
    const taken = filesOf('test').filter((path) => shortcuts.test(readFileSync(join(root, path), 'utf8')));
    expect(taken).toEqual([]);
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
}

function readSource(file: string): File {
  const text = readFileSync(join(root, file), 'utf8');
  // Formatted code has a blank before the name; a text that ends with "from" has none.
  const names = [...text.matchAll(/(?:from |import\()'([^']+)'/g)].map(([, name = '']) => name);
  const imports = names.map((name) =>
    name.startsWith('.') ? relative('src', join(dirname(file), name)) : name,
  );
  return { path: relative('src', file), text, imports };
}

/** All files that this one imports, and those that they import. */
function needsOf(path: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const name of files.find((file) => file.path === path)?.imports ?? []) {
    if (!seen.has(name)) needsOf(name, seen.add(name));
  }
  return seen;
}

/** All files that Node reads before the first line of this one runs. */
function readAtStart(path: string, seen = new Set<string>()): readonly string[] {
  const text = seen.has(path) ? '' : files.find((file) => file.path === path)?.text;
  seen.add(path);
  for (const [, name = ''] of text?.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm) ?? []) {
    readAtStart(join(dirname(path), name), seen);
  }
  return [...seen];
}

/** Formatted code ends a function of the file's top level with a brace in the first column. */
function longFunctions({ path, text }: File): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    if (!/^(export )?(async )?function |^(export )?const \w+ = .*=> \{$/.test(line)) return [];
    const length = lines.slice(start).findIndex((next) => next.startsWith('}')) + 1;
    return length > 40 ? [`${path}:${start + 1} has ${length} lines`] : [];
  });
}
