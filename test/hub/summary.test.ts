import { expect, onTestFinished, test } from 'vitest';
import { workbook } from '../../src/cli/pull-workbook.ts';
import type { Batch, FeedCounter } from '../../src/domain/feed/batch.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { METRICS } from '../../src/domain/tally.ts';
import { fewParts } from '../../src/hub/few-parts.ts';
import { summarize } from '../../src/hub/summary.ts';
import { openStore } from './collecting.ts';

const HOUR = 448_000;

test('splits that a metric does not have are in no table', () => {
  const { parts, totals } = onlyRow({
    a: [
      { metric: 'session', by: 'language=vi', n: 3 },
      { metric: 'session', by: 'made_up=1', n: 9 },
      { metric: 'session', by: 'destination=ncovi', n: 9 },
      { metric: 'renewed', by: '', n: 2 },
      { metric: 'renewed', by: 'language=vi', n: 9 },
      { metric: 'power_cut', by: 'language=vi', n: 9 },
    ],
  });
  expect(parts).toEqual({ session: { 'language=vi': 3 } });
  expect(totals).toMatchObject({ session: 3, renewed: 2 });
});

test('parts beyond 200 of a metric and split are in other, the smallest of them', () => {
  const counters = made(250, (k) => ({ metric: 'opened', by: `destination=d${k}`, n: k + 1 }));
  const { parts, totals } = onlyRow({
    a: [...counters, { metric: 'opened', by: 'destination=other', n: 7 }],
  });
  const small = (50 * 51) / 2;
  expect(Object.keys(parts.opened ?? {})).toHaveLength(201);
  expect(parts.opened).toMatchObject({ 'destination=other': small + 7, 'destination=d50': 51 });
  expect(totals.opened).toBe((250 * 251) / 2 + 7);
});

test('what two checkpoints tell of is not pushed out by the large numbers of a third', () => {
  const honest = [{ metric: 'shown', by: 'language=vi', n: 1 }];
  const { parts } = onlyRow({
    a: honest,
    b: honest,
    c: made(500, (k) => ({ metric: 'shown', by: `language=x${k}`, n: 1e9 })),
  });
  expect(parts.shown).toEqual({ 'language=vi': 1 });
});

test('no checkpoints, however many, make more columns than a sheet has', async () => {
  const splits = Object.entries(METRICS).flatMap(([metric, all]) =>
    all.map((split) => ({ metric, split: split as string })),
  );
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const told = ids.map((id) => [
    id,
    splits.flatMap(({ metric, split }) => made(500, (k) => ({ metric, by: `${split}=${id}${k}`, n: 1 }))),
  ]);
  const summaries = summariesOf(Object.fromEntries(told));
  const columns = new Set(
    summaries.flatMap(({ rows }) =>
      rows.flatMap(({ parts }) =>
        Object.entries(parts).flatMap(([metric, cells]) => Object.keys(cells).map((by) => metric + by)),
      ),
    ),
  );
  expect(columns.size).toBe(splits.length * 201);
  const book = await workbook({ period: { from: '2021-02-08', to: '2021-02-09', by: 'day' }, summaries });
  expect(book.subarray(0, 2).toString()).toBe('PK');
});

function made(n: number, counter: (k: number) => FeedCounter): FeedCounter[] {
  return Array.from({ length: n }, (_, k) => counter(k));
}

/** Of the first checkpoint: the day in which all of it is. */
function onlyRow(told: Readonly<Record<string, readonly FeedCounter[]>>) {
  const [summary] = summariesOf(told);
  return summary?.rows.find(({ parts }) => Object.keys(parts).length > 0) ?? expect.fail('no row');
}

/** What a district makes of what these have told of one hour. */
function summariesOf(told: Readonly<Record<string, readonly FeedCounter[]>>) {
  const store = openStore();
  onTestFinished(() => store.close());
  const period = parsePeriod({ from: '2021-02-08', to: '2021-02-09' }, HOUR);
  if (typeof period === 'string') throw new Error(period);
  const ids = Object.keys(told);
  for (const id of ids) store.take(batchOf(id, told[id] ?? []));
  return fewParts(ids.map((id) => summarize(store, { id, name: id }, { period, nowHour: HOUR + 9 })));
}

function batchOf(checkpoint: string, counters: readonly FeedCounter[]): Batch {
  const items = [{ seq: 1, run: '0'.repeat(16), hour: HOUR, clock: 'ntp' as const, counters }];
  const next = { ledger: 'a'.repeat(16), seq: 1 };
  const since = { ...next, seq: 0 };
  return { checkpoint, reset: false, since, items, next, more: false, until: HOUR + 1 };
}
