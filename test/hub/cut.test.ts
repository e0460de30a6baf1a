import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILE_END, FILE_HEAD, lineOf } from '../../src/domain/feed/file.ts';
import { takeFile } from '../../src/hub/carried.ts';
import { collect } from '../../src/hub/collect.ts';
import { temporaryFolder } from '../doubles.ts';
import {
  batchesOf,
  enrolled,
  kept,
  keptIn,
  openStore,
  pullOnce,
  startBusyTrial,
  storePath,
  told,
} from './collecting.ts';
import { startProxy } from './proxy.ts';

/** 1 in the slow suite: each byte. */
const STRIDE = Number(process.env.STRIDE ?? 29);

describe('whoever is cut off and starts again ends with exactly what the ledger has', () => {
  test('at any byte of a whole exchange', async () => {
    const trial = await startBusyTrial(5);
    const batches = await batchesOf(trial, 2);
    const whole = batches.map((_, index) => told(batches.slice(0, index)));
    const truth = told(batches);
    const proxy = await startProxy(Number(new URL(trial.report).port));
    const checkpoint = enrolled(trial, proxy.url);
    expect(await pullOnce(storePath(), checkpoint, { limit: 2 })).toBe('whole');
    const length = proxy.passed();
    expect([batches.length, proxy.connections()]).toEqual([3, 1]);
    const found = new Set<string>();
    for (let cutAfter = 0; cutAfter < length; cutAfter += STRIDE) {
      const path = storePath();
      proxy.set({ cutAfter });
      found.add(await pullOnce(path, checkpoint, { limit: 2 }));
      // Batches are there or not, but never in part.
      expect(whole, `cut after ${cutAfter}`).toContainEqual(keptIn(path));
      proxy.set({});
      expect(await pullOnce(path, checkpoint, { limit: 2 })).toBe('whole');
      expect(keptIn(path), `cut after ${cutAfter}`).toEqual(truth);
    }
    expect([...found]).toEqual(['broken-off']);
  }, 1_200_000);

  test('when its process ends between any two batches', async () => {
    const trial = await startBusyTrial(5);
    const truth = told(await batchesOf(trial, 1));
    const checkpoint = enrolled(trial);
    const path = storePath();
    for (let lives = 1; ; lives++) {
      if ((await pullOneBatch(path, checkpoint)) === 'whole') {
        expect(lives).toBe((await batchesOf(trial, 1)).length);
        break;
      }
    }
    expect(keptIn(path)).toEqual(truth);
  });

  test('of a file at any byte: up to its last whole line, and the whole file mends it', async () => {
    const trial = await startBusyTrial(5);
    const batches = await batchesOf(trial, 2);
    const lines = [FILE_HEAD, ...batches.map(lineOf), FILE_END].map((line) => `${line}\n`);
    const bytes = lines.join('');
    const file = join(temporaryFolder(), 'a.checkpoint');
    for (let length = 0; length <= bytes.length; length += length % STRIDE === 0 ? 1 : STRIDE - 1) {
      const store = openStore();
      const checkpoints = [enrolled(trial)];
      writeFileSync(file, bytes.slice(0, length));
      const { faults } = await takeFile(file, { checkpoints, store });
      // The last line's own end says nothing more.
      const isWhole = length >= bytes.length - 1;
      expect(
        faults.map(({ line, fault }) => `${line} ${fault.code}`),
        `${length}`,
      ).toEqual(isWhole ? [] : ['0 cut-off']);
      const end = (count: number) => lines.slice(0, count + 2).join('').length;
      expect(kept(store)).toEqual(told(batches.filter((_, index) => end(index) <= length)));
      writeFileSync(file, bytes);
      expect((await takeFile(file, { checkpoints, store })).faults).toEqual([]);
      expect(kept(store)).toEqual(told(batches));
      store.close();
    }
  }, 1_200_000);
});

/** A process that is told to end when it has stored its first batch. */
async function pullOneBatch(path: string, checkpoint: ReturnType<typeof enrolled>): Promise<string> {
  const ending = new AbortController();
  const store = openStore(path);
  try {
    const takeNext: typeof store.takeNext = (batch) => {
      const hours = store.takeNext(batch);
      if (batch.more) ending.abort();
      return hours;
    };
    const setting = { store: { ...store, takeNext }, limit: 1, ending: ending.signal };
    return (await collect(checkpoint, setting)).fault?.code ?? 'whole';
  } finally {
    store.close();
  }
}
