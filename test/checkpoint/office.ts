import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { run } from '../lab/command.ts';

/** What LibreOffice holds in a cell: a number, a text, a date as `2021-02-01`, or a formula, which none of ours may become. */
export type OfficeCell = number | string | { readonly formula: string };

/** Comma, double quote, UTF-8, from line 1: what Excel takes for granted of a file with a byte order mark. */
const CSV_FILTER = '--infilter=CSV:44,34,76,1';

/** By sheet's name, row by row, without the empty cells at the ends. */
export type OfficeSheets = Readonly<Record<string, OfficeCell[][]>>;

/** Opens a file in LibreOffice Calc, without a screen, and looks at what it then holds. */
export async function openInOffice(file: string): Promise<OfficeSheets> {
  const folder = dirname(file);
  await run([
    'soffice',
    `-env:UserInstallation=file://${join(folder, 'office-profile')}`,
    '--headless',
    ...(extname(file) === '.csv' ? [CSV_FILTER] : []),
    ...['--convert-to', 'fods', '--outdir', join(folder, 'opened'), file],
  ]);
  const name = basename(file, extname(file));
  const xml = readFileSync(join(folder, 'opened', `${name}.fods`), 'utf8');
  const sheets = xml.matchAll(/<table:table table:name="([^"]*)".*?<\/table:table>/gs);
  return Object.fromEntries([...sheets].map(([sheet, title = '']) => [decoded(title), rowsOf(sheet)]));
}

function rowsOf(sheet: string): OfficeCell[][] {
  const rows = sheet.matchAll(
    /<table:table-row(?<attributes>[^>]*?)(?:\/>|>(?<inside>.*?)<\/table:table-row>)/gs,
  );
  const all = [...rows].flatMap(({ groups: { attributes = '', inside = '' } = {} }) =>
    repeated(attributes, 'rows', trimmed(cellsOf(inside))),
  );
  while (all.at(-1)?.length === 0) all.pop();
  return all;
}

function cellsOf(row: string): OfficeCell[] {
  const cells = row.matchAll(
    /<table:table-cell(?<attributes>[^>]*?)(?:\/>|>(?<inside>.*?)<\/table:table-cell>)/gs,
  );
  return [...cells].flatMap(({ groups: { attributes = '', inside = '' } = {} }) =>
    repeated(attributes, 'columns', cellOf(attributes, inside)),
  );
}

function cellOf(attributes: string, inside: string): OfficeCell {
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
  const formula = attribute('table:formula');
  if (formula !== undefined) return { formula: decoded(formula) };
  const number = attribute('office:value');
  if (number !== undefined) return Number(number);
  const lines = [...inside.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, line = '']) => decoded(line));
  return attribute('office:date-value') ?? lines.join('\n');
}

/** An empty row or cell stands at the end for all the million that follow. */
function repeated<Value>(attributes: string, what: 'rows' | 'columns', value: Value): Value[] {
  const times = Number(new RegExp(`number-${what}-repeated="(\\d+)"`).exec(attributes)?.[1] ?? 1);
  return Array(Math.min(times, 100)).fill(value);
}

function trimmed(row: OfficeCell[]): OfficeCell[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== '') + 1);
}

function decoded(xml: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml
    .replace(/<text:s\/>/g, ' ')
    .replace(
      /&(#?\w+);/g,
      (_, name: string) => entities[name] ?? String.fromCodePoint(Number(name.slice(1))),
    );
}
