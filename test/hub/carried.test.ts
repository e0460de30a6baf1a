import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BATCH_BYTES_AT_MOST } from '../../src/domain/feed/batch.ts';
import { FILE_END, FILE_HEAD, lineOf } from '../../src/domain/feed/file.ts';
import { takeFile } from '../../src/hub/carried.ts';
import { temporaryFolder } from '../doubles.ts';
import { batchesOf, enrolled, kept, openStore, startBusyTrial, told } from './collecting.ts';

describe('a file that was carried', () => {
  test('twice, in any order and with other files gives the same', async () => {
    const { lines, batches, take } = await startDesk();
    const files = [lines, lines.toReversed(), [...lines, ...lines], lines.slice(1), lines.slice(0, 1)];
    for (const first of files)
      for (const second of [...files, []]) {
        const { codes, cells } = await take(fileOf(first), fileOf(second), fileOf(lines));
        expect(codes).toEqual([]);
        expect(cells).toEqual(told(batches));
      }
  });

  test('with a byte altered in a line loses this line alone, and says which', async () => {
    const { lines, batches, take } = await startDesk();
    const [first = '', second = '', ...rest] = lines;
    const others = told(batches.filter((_, index) => index !== 1));
    for (let at = 0; at < second.length; at++) {
      const altered =
        second.slice(0, at) + String.fromCharCode(second.charCodeAt(at) ^ 1) + second.slice(at + 1);
      const { codes, cells } = await take(fileOf([first, altered, ...rest]));
      expect(codes, `byte ${at}`).toEqual([
        expect.stringMatching(/^3 (feed-format|feed-signature|unlisted)$/),
      ]);
      expect(cells, `byte ${at}`).toEqual(others);
    }
  });

  test('moves nobody`s place in the feed, as it may begin anywhere', async () => {
    const { trial, lines } = await startDesk();
    const store = openStore();
    const file = join(temporaryFolder(), 'a.checkpoint');
    writeFileSync(file, fileOf(lines.slice(-1)));
    await takeFile(file, { checkpoints: [enrolled(trial)], store });
    expect(store.position('thu-nghiem')).toBeUndefined();
  });

  test.each([
    ['of another kind', 'PK\x03\x04\x00 a photo', ['0 feed-format']],
    ['of a later form', 'checkpoint-portal feed file 2\n', ['0 feed-version']],
    ['with nothing in it', '', ['0 cut-off']],
    [
      'with one endless line',
      `${FILE_HEAD}\n${'x'.repeat(3 * BATCH_BYTES_AT_MOST)}\n${FILE_END}\n`,
      ['2 feed-too-large'],
    ],
    ['that is one endless line', 'x'.repeat(3 * BATCH_BYTES_AT_MOST), ['0 feed-format']],
    ['whose line is none', `${FILE_HEAD}\n\x1b]0;x\x07\n${FILE_END}\n`, ['2 feed-format']],
  ])('%s is refused', async (_, content, expected) => {
    const { take } = await startDesk();
    expect(await take(content)).toEqual({ codes: expected, cells: [] });
  });

  test('of a checkpoint that is not in the list is refused', async () => {
    const { lines } = await startDesk();
    const store = openStore();
    const file = join(temporaryFolder(), 'a.checkpoint');
    writeFileSync(file, fileOf(lines));
    const { faults } = await takeFile(file, { checkpoints: [], store });
    expect(faults.map(({ fault }) => fault.code)).toEqual(lines.map(() => 'unlisted'));
  });

  test('that is not there is told', async () => {
    const { faults } = await takeFile('/khong/co', { checkpoints: [], store: openStore() });
    expect(faults).toMatchObject([{ line: 0, fault: { code: 'no-file', detail: 'ENOENT' } }]);
  });
});

/** Three batches of a checkpoint as lines, and a district that takes files with them one after the other. */
async function startDesk() {
  const trial = await startBusyTrial(5);
  const batches = await batchesOf(trial, 2);
  const take = async (...files: readonly string[]) => {
    const store = openStore();
    const file = join(temporaryFolder(), 'a.checkpoint');
    const codes: string[] = [];
    for (const content of files) {
      writeFileSync(file, content, 'latin1');
      const { faults } = await takeFile(file, { checkpoints: [enrolled(trial)], store });
      codes.push(...faults.map(({ line, fault }) => `${line} ${fault.code}`));
    }
    const cells = kept(store);
    store.close();
    return { codes, cells };
  };
  return { trial, batches, lines: batches.map(lineOf), take };
}

function fileOf(lines: readonly string[]): string {
  return [FILE_HEAD, ...lines, FILE_END].map((line) => `${line}\n`).join('');
}
