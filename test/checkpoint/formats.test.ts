import { describe, expect, test } from 'vitest';
import type { CountsAnswer } from '../../src/checkpoint/web/district/counts-answer.ts';
import { csv } from '../../src/checkpoint/web/district/formats/csv.ts';
import { fileNameOf } from '../../src/checkpoint/web/district/formats/format.ts';
import { createWriter } from '../../src/checkpoint/web/district/formats/writer.ts';
import { xlsx } from '../../src/checkpoint/web/district/formats/xlsx.ts';
import { createCounting } from '../../src/domain/counts.ts';
import { DEFINITIONS } from '../../src/domain/definitions.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { temporaryFolder } from '../doubles.ts';
import { ROOT } from '../example.ts';

describe('a report that people keep', () => {
  test('is named after the checkpoint and the days in it', () => {
    expect(fileNameOf(xlsx, emptyWeek())).toBe('so-lieu-chot-1-2021-02-01--2021-02-07.xlsx');
    expect(fileNameOf(xlsx, { ...emptyWeek(), public: { below: 10 } })).toBe(
      'so-lieu-cong-khai-chot-1-2021-02-01--2021-02-07.xlsx',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(1)'])('as CSV has %s as a text', (id) => {
    const answer = emptyWeek();
    const text = csv.write({ ...answer, checkpoint: { ...answer.checkpoint, id } }) as string;
    expect(linesOf(text)[1]?.startsWith(`'${id},2021-02-01,`)).toBe(true);
  });

  test('as CSV has the same number of cells in each line, and no start where it only explains', () => {
    const [header = '', row = '', blank = '', ...explained] = linesOf(csv.write(emptyWeek()) as string);
    const cells = header.split(',').length;
    expect(row.split(',')).toHaveLength(cells);
    expect(blank).toBe(','.repeat(cells - 1));
    expect(explained).toHaveLength(2 * 12);
    for (const line of explained) expect(line).toMatch(new RegExp(`^("[^"]+"|[^",]+),{${cells - 1}}$`));
  });
});

describe('the writer', () => {
  test('writes a workbook on a thread as without one', async () => {
    const written = await createWriter(ROOT)(xlsx, emptyWeek());
    // Not byte for byte: a ZIP holds the moment at which it was made.
    expect(written).toHaveLength((await xlsx.write(emptyWeek())).length);
  });

  test('goes on after one that could not be written', async () => {
    const write = createWriter(temporaryFolder());
    const two = await Promise.allSettled([write(xlsx, emptyWeek()), write(xlsx, emptyWeek())]);
    expect(two.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await write(csv, emptyWeek())).toContain('2021-02-01');
  });
});

function emptyWeek(): CountsAnswer {
  const period = parsePeriod({ from: '2021-02-01', by: 'week' }, 0);
  if (typeof period === 'string') throw new Error(period);
  const counting = createCounting(period, { firstHour: 0, nowHour: period.endHour });
  return {
    checkpoint: { id: 'chot-1', name: { vi: 'Chốt 1' }, district: undefined, province: undefined },
    period: { ...period, timeZone: 'Asia/Ho_Chi_Minh' },
    asOf: '2021-02-08T00:00+07:00',
    clock: 'ntp',
    ...counting.done(),
    definitions: DEFINITIONS,
  };
}

function linesOf(text: string): string[] {
  return text.trimEnd().split('\r\n');
}
