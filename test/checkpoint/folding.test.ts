import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createFolding } from '../../src/checkpoint/system/folding.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { hourOf } from '../../src/domain/clock.ts';
import { type FoldRule, fold } from '../../src/domain/fold.ts';
import type { Sqlite } from '../../src/platform/sqlite.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';

const RULES: FoldRule[] = [
  { below: 5, languages: ['vi', 'en'] },
  { below: 5, languages: ['vi', 'en', 'zh'] },
  { below: 3, languages: ['vi', 'en'] },
  { below: 1, languages: ['vi'] },
];
const EVENT = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('vi', 'en', 'zh') },
  { weight: 2, arbitrary: fc.constantFrom('hour', 'read', 'read anew') },
  { weight: 1, arbitrary: fc.constantFrom(...RULES) },
);

test('a reader counts nothing twice, however often the config is changed between its readings', () => {
  const { database } = openStore(temporaryFolder(), createMemoryLog());
  onTestFinished(() => void database.close());
  fc.assert(
    fc.property(fc.array(EVENT, { minLength: 5, maxLength: 60 }), (events) => {
      database.exec('delete from bucket; delete from fold_rule');
      const box = createBox(database);
      for (const event of [...events, 'hour', 'read anew', 'read'] as const) {
        if (typeof event === 'object') box.start(event);
        else if (event === 'hour') box.clock.pass(3_600_000);
        else if (event === 'read') box.read(false);
        else if (event === 'read anew') box.read(true);
        else box.count(event);
      }
      expect(box.readTotal()).toBe(box.counted());
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** A box whose portal is started with one config after the other, and a reader that keeps the larger of two numbers. */
function createBox(database: Sqlite) {
  const clock = createTestClock();
  const has = new Map<string, number>();
  let [counted, after] = [0, 0];
  const begin = (rule: FoldRule) => {
    const ledger = createLedger({ database, bootId: 'boot', clock, log: createMemoryLog() });
    return { ledger, folding: createFolding(database, rule) };
  };
  let program = begin(RULES[0] as FoldRule);
  return {
    clock,
    start(rule: FoldRule) {
      program.ledger.sync();
      program = begin(rule);
    },
    count(language: string) {
      program.ledger.note([{ metric: 'shown', parts: { language } }]);
      counted += 1;
    },
    read(anew: boolean) {
      const { ledger, folding } = program;
      for (const item of ledger.changes({
        after: anew ? 0 : after,
        growing: hourOf(clock.epochMs()),
        limit: 1e4,
      })) {
        for (const { by, n } of fold(item.counters, folding.ruleOf(item.seq))) {
          const key = `${item.run} ${item.hour} ${by}`;
          has.set(key, Math.max(n, has.get(key) ?? 0));
        }
        after = Math.max(after, item.seq);
      }
    },
    counted: () => counted,
    readTotal: () => [...has.values()].reduce((sum, n) => sum + n, 0),
  };
}
