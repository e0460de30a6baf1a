import { expect, test } from 'vitest';
import { createGardenTurns } from '../../src/gate/garden.ts';
import { createUpkeeps, type Upkeep } from '../../src/gate/upkeep.ts';
import { createMemoryLog } from '../doubles.ts';

test('what a box that has just started lacks is set up, and only what is lost later is mended', async () => {
  const { round, log, report } = scene(['2 switches were off', undefined, '1 switches were off']);
  await round();
  expect(log.lines).toEqual(['<6>set up the forwarding: 2 switches were off']);
  expect(report()).toEqual([{ name: 'forwarding', mended: 0 }]);
  await round();
  await round();
  expect(log.lines.slice(1)).toEqual(['<4>mended the forwarding: 1 switches were off']);
  expect(report()).toEqual([{ name: 'forwarding', mended: 1 }]);
});

test('a thing that was not there at the start is set up when it comes', async () => {
  const { round, log, report } = scene([new Error('br0 is not there'), 'it was down']);
  await expect(round()).rejects.toThrow('br0 is not there');
  expect(report()).toEqual([{ name: 'forwarding', mended: 0, fault: 'br0 is not there' }]);
  await round();
  expect(log.lines).toEqual(['<6>set up the forwarding: it was down']);
  expect(report()).toEqual([{ name: 'forwarding', mended: 0 }]);
});

test('a gate that is started again empties no generation of the garden: the other may have been a moment ago', async () => {
  const emptied: (readonly string[])[] = [];
  const { run } = createGardenTurns({ empty: async (sets) => void emptied.push(sets) });
  await run();
  expect(emptied).toEqual([]);
  await run();
  await run();
  await run();
  expect(emptied).toEqual([
    ['garden_b4', 'garden_b6'],
    ['garden_a4', 'garden_a6'],
    ['garden_b4', 'garden_b6'],
  ]);
});

function scene(results: (string | undefined | Error)[]) {
  const log = createMemoryLog();
  const upkeep: Upkeep = {
    name: 'forwarding',
    everyMs: 1000,
    async keep() {
      const result = results.shift();
      if (result instanceof Error) throw result;
      return result;
    },
  };
  const { jobs, report } = createUpkeeps([upkeep], log);
  return { log, report, round: async () => jobs[0]?.run() };
}
