import { expect, onTestFinished, test } from 'vitest';
import { startJobs } from '../../src/platform/jobs.ts';
import { createMemoryLog } from '../doubles.ts';

test('a job that fails is tried again and complained of once, until it has worked', async () => {
  const log = createMemoryLog();
  const outcomes = ['bad', 'bad', 'good', 'bad', 'good'];
  const done: string[] = [];
  const jobs = startJobs(
    [
      {
        name: 'counting sheep',
        everyMs: 1,
        run() {
          const outcome = outcomes[done.length] ?? 'good';
          done.push(outcome);
          if (outcome === 'bad') throw new Error('no sheep');
        },
      },
    ],
    log,
  );
  onTestFinished(() => jobs.stop());
  await expect.poll(() => done.length).toBeGreaterThan(outcomes.length);
  const failed = '<4>counting sheep failed, trying again: no sheep';
  expect(log.lines).toEqual([
    failed,
    '<6>counting sheep works again',
    failed,
    '<6>counting sheep works again',
  ]);
});

test('a job that is stopped does not come back', async () => {
  let runs = 0;
  const count = () => {
    runs += 1;
  };
  const stopped = startJobs([{ name: 'stopped', everyMs: 1, run: count }], createMemoryLog());
  stopped.stop();
  // Another job with the same rhythm has come back many times by then.
  let beats = 0;
  const beat = () => {
    beats += 1;
  };
  const beating = startJobs([{ name: 'beating', everyMs: 1, run: beat }], createMemoryLog());
  onTestFinished(() => beating.stop());
  await expect.poll(() => beats).toBeGreaterThan(10);
  expect(runs).toBe(1);
});

test('a job may say after each round how long to wait', async () => {
  const waits = [0, 5, 60_000];
  let runs = 0;
  const pace = {
    name: 'pacing',
    everyMs: () => waits[runs - 1] ?? 60_000,
    run() {
      runs += 1;
    },
  };
  const jobs = startJobs([pace], createMemoryLog());
  onTestFinished(() => jobs.stop());
  await expect.poll(() => runs).toBe(3);
});
