import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createSchema } from '../../src/checkpoint/system/schema.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { keepStatement } from '../../src/platform/sqlite.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';
import { exampleCheckpoint } from '../example.ts';

const RUNS = 20_000;

test('a column of many values is looked at in small pieces, and the portal writes in between', async () => {
  const { database } = openStore(temporaryFolder(), createMemoryLog());
  onTestFinished(() => void database.close());
  const add = keepStatement(
    database,
    `insert into bucket (run, hour, metric, by, n, clock, seq)
    values (?, ?, 'present', '', 1, 'ntp', ?)`,
  );
  const run = (k: number) => k.toString(16).padStart(16, '0');
  database.transaction(() => {
    for (let k = 0; k < RUNS; k++) add.run(run(k), 448_000, k + 1);
    add.run('02:11:22:33:44:55', 448_000, RUNS + 1);
  })();
  let isDone = false;
  const reading = createSchema({ database, checkpoint: exampleCheckpoint() })().finally(() => {
    isDone = true;
  });
  let turns = 0;
  for (; !isDone; turns++) {
    add.run(run(RUNS + turns), 448_001, RUNS + 2 + turns);
    await setImmediate();
  }
  const columns = await reading;
  expect(columns.filter(({ odd }) => odd > 0)).toEqual([{ table: 'bucket', column: 'run', odd: 1 }]);
  expect(turns - columns.length).toBeGreaterThan(RUNS / 500);
}, 60_000);
