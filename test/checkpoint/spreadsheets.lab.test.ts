import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CountsAnswer } from '../../src/checkpoint/web/district/counts-answer.ts';
import { csv } from '../../src/checkpoint/web/district/formats/csv.ts';
import { xlsx } from '../../src/checkpoint/web/district/formats/xlsx.ts';
import { DEFINITIONS, publicNote } from '../../src/domain/definitions.ts';
import { REPORTED } from '../../src/domain/tally.ts';
import { temporaryFolder } from '../doubles.ts';
import { run } from '../lab/command.ts';
import { openInOffice } from './office.ts';
import { startTrial } from './trial.ts';

const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(1+1)', '=HYPERLINK("http://x.vn","Chốt")'];

/** The files as the office of a district sees them: LibreOffice opens what the report API sent. */
describe('LibreOffice', () => {
  test('opens the workbook: figures, completeness and definitions are exact', async () => {
    const { answer, files } = await download('day');
    const sheets = await openInOffice(files.xlsx);
    expect(Object.keys(sheets)).toEqual([
      'Số liệu - Figures',
      'Độ đầy đủ - Completeness',
      'Định nghĩa - Definitions',
    ]);
    expect(sheets['Số liệu - Figures']).toEqual([
      [
        ...['Thời gian\nPeriod', 'Giờ phải có\nHours expected', 'Giờ có số liệu\nHours present'],
        'Giờ ước lượng\nHours estimated',
        ...['Lượt máy\nDevices', 'Xem trang\nShown', 'Vào mạng\nSessions', 'Gia hạn\nRenewed'],
        ...['Mở đích\nOpened', 'Từ chối\nRefused', 'Giây mất mạng\nSeconds offline'],
        'Lượt máy, loại máy other\nDevices, kind of phone other',
        'Vào mạng, loại máy other\nSessions, kind of phone other',
        'Vào mạng, ngôn ngữ vi\nSessions, language vi',
      ],
      ...answer.rows.map((row) => [row.start, ...figuresOf(row)]),
    ]);
    const facts = new Map(sheets['Độ đầy đủ - Completeness']?.map(([name, value]) => [name, value]));
    expect(facts.get('Chốt / Checkpoint')).toBe('=1+1 Chốt Đèo Tô Na, ngõ “Ổ Gà” & <ẩn> / @SUM(1+1)');
    expect(facts.get('Giờ có số liệu / Hours present')).toBe(answer.completeness.hoursPresent);
    expect(facts.get('Tổng Vào mạng / Total Sessions')).toBe(answer.totals.session);
    const meanings = sheets['Định nghĩa - Definitions'];
    expect(meanings?.[1]).toEqual(['', '', DEFINITIONS.note.vi, DEFINITIONS.note.en]);
    const { name, meaning, not } = DEFINITIONS.figures.device;
    expect(meanings?.find(([id]) => id === 'device')).toEqual([
      'device',
      `${name.vi} / ${name.en}`,
      `${meaning.vi}. ${not.vi}`,
      `${meaning.en}. ${not.en}`,
    ]);
  });

  test('opens the public form: what is hidden is a text, what is rounded a number, and it says what it is', async () => {
    const { answer, files } = await download('day', '&public=1');
    expect(answer.totals).toMatchObject({ session: '<28', renewed: '<28', refused: 0 });
    const sheets = await openInOffice(files.xlsx);
    const [header = [], ...rows] = sheets['Số liệu - Figures'] ?? [];
    const sessions = header.indexOf('Vào mạng\nSessions');
    expect(rows.map((row) => row[sessions])).toEqual(answer.rows.map(({ totals }) => totals.session));
    const facts = new Map(sheets['Độ đầy đủ - Completeness']?.map(([name, value]) => [name, value]));
    expect(facts.get('Bản / Form')).toBe('công khai / public');
    expect(facts.get('Tổng Vào mạng / Total Sessions')).toBe('<28');
    expect(sheets['Định nghĩa - Definitions']?.[1]?.[2]).toContain(publicNote(10).vi);
    const lines = await tableIn(files.csv);
    expect(lines[1]?.[8]).toBe(answer.rows[0]?.totals.session);
    expect(String(lines[rows.length + 2])).toContain(publicNote(10).vi);
  });

  test('keeps the header of each sheet in sight', async () => {
    const { files } = await download('day');
    for (const sheet of [1, 2, 3]) {
      // LibreOffice keeps no views when nobody looks, so this is read from the file.
      const xml = await run(['busybox', 'unzip', '-p', files.xlsx, `xl/worksheets/sheet${sheet}.xml`]);
      expect(xml).toMatch(/<pane ySplit="1" [^>]*state="frozen"/);
    }
  });

  test.each(['day', 'week'])('opens the CSV by %s: a table, a blank line, what it means', async (by) => {
    const { answer, files } = await download(by);
    const rows = await tableIn(files.csv);
    const length = answer.rows.length + 1;
    expect(rows.slice(1, length)).toEqual(
      answer.rows.map((row) => {
        const [expected = 0, present = 0, estimated = 0, ...figures] = figuresOf(row);
        return [answer.checkpoint.id, row.start, expected, present, estimated, answer.clock, ...figures];
      }),
    );
    expect(rows[length]).toEqual([]);
    expect(rows[length + 1]).toEqual([DEFINITIONS.note.vi]);
    const { name, meaning, not } = DEFINITIONS.figures.renewed;
    for (const tongue of ['vi', 'en'] as const)
      expect(rows).toContainEqual([`renewed (${name[tongue]}): ${meaning[tongue]}. ${not[tongue]}`]);
  });

  test('takes for no formula what begins like one', async () => {
    const { answer } = await download('day');
    const rows = answer.rows.flatMap((row, at) => (at ? [] : FORMULAS.map((start) => ({ ...row, start }))));
    const checkpoint = { ...answer.checkpoint, id: '@SUM(1+1)', name: { vi: '-1+1' } };
    const hostile = { ...answer, checkpoint, rows };
    const folder = temporaryFolder();
    const file = (name: string) => join(folder, name);
    writeFileSync(file('a.csv'), csv.write(hostile) as string);
    const [, ...lines] = await tableIn(file('a.csv'));
    expect(lines.slice(0, rows.length).map((cells) => cells.slice(0, 2))).toEqual(
      FORMULAS.map((formula) => ["'@SUM(1+1)", `'${formula}`]),
    );
    writeFileSync(file('b.xlsx'), await xlsx.write(hostile));
    const sheets = await openInOffice(file('b.xlsx'));
    expect(sheets['Số liệu - Figures']?.slice(1).map(([start]) => start)).toEqual(FORMULAS);
    const facts = sheets['Độ đầy đủ - Completeness']?.slice(1, 3).map(([, value]) => value);
    expect(facts).toEqual(['-1+1', '@SUM(1+1)']);
    // It would have been one: else this test could not fail.
    writeFileSync(file('bare.csv'), '\uFEFF=1+1\r\n');
    expect(await tableIn(file('bare.csv'))).toEqual([[{ formula: 'of:=1+1' }]]);
  });
});

/** Four days of a checkpoint with a difficult name, on three of which somebody comes, as JSON and as the files. */
async function download(by: string, query = '') {
  const { report, portal, token, clock } = await startTrial({
    written: { place: 'name = { vi = "=1+1 Chốt Đèo Tô Na, ngõ “Ổ Gà” & <ẩn>", en = "@SUM(1+1)" }' },
  });
  for (const hours of [30, 30, 20]) {
    await fetch(`${portal}/accept`, { method: 'POST' });
    await fetch(`${portal}/accept`, { method: 'POST' });
    clock.pass(hours * 3_600_000);
  }
  const ask = (format: string) =>
    fetch(`${report}/api/v1/counts?from=2021-02-01&by=${by}&to=2021-02-04&format=${format}${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
  const answer = (await (await ask('json')).json()) as CountsAnswer;
  if (query === '') expect(answer.totals).toMatchObject({ session: 3, renewed: 3 });
  const folder = temporaryFolder();
  const files = { csv: join(folder, 'a.csv'), xlsx: join(folder, 'b.xlsx') };
  for (const format of ['csv', 'xlsx'] as const)
    writeFileSync(files[format], Buffer.from(await (await ask(format)).arrayBuffer()));
  return { answer, files };
}

/** A CSV is one sheet. */
async function tableIn(file: string) {
  return Object.values(await openInOffice(file)).flat();
}

function figuresOf({
  hoursExpected,
  hoursPresent,
  hoursEstimated,
  totals,
  parts,
}: CountsAnswer['rows'][number]): number[] {
  return [
    hoursExpected,
    hoursPresent,
    hoursEstimated,
    ...REPORTED.map((metric) => totals[metric] ?? 0),
    parts.device?.['family=other'] ?? 0,
    parts.session?.['family=other'] ?? 0,
    parts.session?.['language=vi'] ?? 0,
  ];
}
