import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Batch } from '../../src/domain/feed/batch.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { NotAStoreError, openHubStore } from '../../src/hub/store.ts';
import { summarize } from '../../src/hub/summary.ts';
import { batches } from '../domain/feed/batches.ts';
import { createMerge } from '../domain/feed/merge.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';
import { kept, keptIn, openStore, spell, storePath } from './collecting.ts';

const HOUR = 448_000;

describe('the store of a district', () => {
  test('has what the merge has, in whatever order and however often it is told', () => {
    // Few runs and hours, so that they meet.
    const few = fc.array(batches.map(crowded), { maxLength: 6 });
    fc.assert(
      fc.property(few, fc.infiniteStream(fc.nat()), (told, chance) => {
        const order = [...told, ...told].sort(() => (chance.next().value ?? 0) - (chance.next().value ?? 0));
        const store = openStore();
        const merge = createMerge();
        for (const batch of told) merge.take(batch.items);
        for (const batch of order) store.takeNext(batch);
        expect(kept(store)).toEqual(merge.counters().map(spell).sort());
        store.close();
      }),
    );
  });

  test('says in which hours anything was new', () => {
    const store = openStore();
    expect(store.take(batchOf(3))).toEqual([HOUR]);
    expect(store.take(batchOf(3))).toEqual([]);
    expect(store.take(batchOf(2))).toEqual([]);
    expect(store.take(batchOf(4))).toEqual([HOUR]);
    expect(store.take(batchOf(4, 'estimated'))).toEqual([HOUR]);
    store.close();
  });

  test('keeps a batch with the place that it leads to, or neither', () => {
    const path = storePath();
    const store = openStore(path);
    const [good] = batchOf(3).items;
    const broken = { ...good, hour: HOUR + 1, counters: [{ metric: 'session', by: '', n: 'x' }] };
    const batch = { ...batchOf(3), items: [good, broken] } as unknown as Batch;
    expect(() => store.takeNext(batch)).toThrow();
    expect([store.position('thu-nghiem'), kept(store)]).toEqual([undefined, []]);
    store.close();
    expect(keptIn(path)).toEqual([]);
  });

  test('keeps figures that this program does not know, and adds up those that it does', () => {
    const store = openStore();
    store.take(batchOf(3));
    store.take(batchOf(5, 'ntp', 'of_a_later_version'));
    const period = parsePeriod({ from: '2021-02-08', to: '2021-02-09' }, HOUR);
    if (typeof period === 'string') throw new Error(period);
    const { totals, lastHour } = summarize(
      store,
      { id: 'thu-nghiem', name: '' },
      { period, nowHour: HOUR + 9 },
    );
    expect([totals.session, Object.keys(totals).includes('of_a_later_version'), lastHour]).toEqual([
      3,
      false,
      HOUR,
    ]);
    expect(kept(store)).toHaveLength(2);
    store.close();
  });

  test('sets a damaged file aside and says so, and touches no other', () => {
    const path = storePath();
    const store = openStore(path);
    store.take(batchOf(3));
    store.close();
    writeFileSync(path, `SQLite format 3\0${'x'.repeat(5000)}`);
    const log = createMemoryLog();
    const anew = openHubStore(path, log);
    expect([kept(anew), log.lines]).toEqual([[], [expect.stringContaining('damaged')]]);
    anew.close();
    const list = join(temporaryFolder(), 'list.toml');
    writeFileSync(list, '[[checkpoint]]');
    expect(() => openStore(list)).toThrow(NotAStoreError);
  });
});

/** The hours 0 and 1 of the runs 0 and 1, and numbers that meet. */
function crowded(batch: Batch): Batch {
  const items = batch.items.map((item) => ({
    ...item,
    run: `${item.run.charCodeAt(0) % 2}`.repeat(16),
    hour: HOUR + (item.hour % 2),
    counters: item.counters.map((counter) => ({ ...counter, n: 1 + (counter.n % 5) })),
  }));
  return { ...batch, items };
}

function batchOf(n: number, clock: 'ntp' | 'estimated' = 'ntp', metric = 'session'): Batch {
  const counters = [{ metric, by: metric === 'session' ? 'language=vi' : '', n }];
  const items = [{ seq: 1, run: '0'.repeat(16), hour: HOUR, clock, counters }];
  const next = { ledger: 'a'.repeat(16), seq: 1 };
  const since = { ...next, seq: 0 };
  return { checkpoint: 'thu-nghiem', reset: false, since, items, next, more: false, until: HOUR + 1 };
}
