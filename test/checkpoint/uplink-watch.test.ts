import { describe, expect, test } from 'vitest';
import { createDeclaring } from '../../src/checkpoint/flows/declare.ts';
import { createUplinkWatch } from '../../src/checkpoint/flows/uplink-watch.ts';
import type { Ledger } from '../../src/checkpoint/ports.ts';
import { GateError, type NetworkState } from '../../src/domain/gate.ts';
import type { Signals } from '../../src/domain/uplink.ts';
import { createMemoryLog, createTestClock } from '../doubles.ts';

const GOOD: Signals = {
  route: true,
  gateway: true,
  dns: true,
  http: true,
  traffic: { sent: 0, received: 0 },
};
const NO_CREDIT: Signals = { ...GOOD, http: false };
const CABLE_OUT: Signals = { ...GOOD, route: false };

describe('the watch of the uplink', () => {
  test('says each change once, to the log and to the gate', async () => {
    // Each look comes when a costly one is due.
    const { look, lines, declared, view } = scene(10_000);
    await look([GOOD, GOOD, NO_CREDIT, GOOD]);
    expect([lines, declared]).toEqual([[], []]);
    await look([NO_CREDIT, NO_CREDIT, NO_CREDIT]);
    expect(view()).toMatchObject({ state: 'down', fault: 'http' });
    await look([GOOD, GOOD, GOOD]);
    expect(view()).toMatchObject({ state: 'up', fault: undefined });
    expect(lines).toEqual([
      expect.stringMatching(/^<4>the uplink is down: names work, the web does not/),
      '<6>the uplink is up again',
    ]);
    expect(declared).toEqual(['down', 'up']);
  });

  test('counts every second of every outage once: at the end, and each minute until then', async () => {
    const { look, seconds } = scene();
    await look([GOOD, CABLE_OUT, ...Array(130).fill(CABLE_OUT)]);
    expect(seconds()).toEqual([60, 60]);
    await look([GOOD, GOOD]);
    expect(seconds()).toEqual([60, 60, 12]);
    await look([GOOD, GOOD]);
    expect(seconds()).toEqual([60, 60, 12]);
  });

  test('loses no part of a second: three outages of 1.5 s are four seconds, and half a one waits', async () => {
    const { look, seconds } = scene(500);
    for (let outage = 0; outage < 3; outage += 1) await look([CABLE_OUT, CABLE_OUT, GOOD, GOOD, GOOD]);
    expect(seconds().reduce((sum, n) => sum + n, 0)).toBe(4);
  });

  test('goes by the monotonic clock', async () => {
    const { look, seconds, clock } = scene();
    await look([CABLE_OUT]);
    clock.setWall(Date.parse('2030-01-01'));
    await look([CABLE_OUT, GOOD, GOOD]);
    expect(seconds()).toEqual([3]);
  });

  test('counts what is left when the portal ends, and takes no notice of a look that ends later', async () => {
    const { look, seconds, watch } = scene();
    await look([CABLE_OUT, CABLE_OUT, CABLE_OUT]);
    watch.close();
    expect(seconds()).toEqual([3]);
    await look([GOOD, GOOD]);
    expect(seconds()).toEqual([3]);
  });

  test('asks the internet at the first look, then every ten seconds', async () => {
    const { look, asked } = scene();
    await look(Array(21).fill(GOOD));
    expect(asked.flatMap((deep, second) => (deep ? [second] : []))).toEqual([0, 10, 20]);
  });
});

test('a gate that does not answer is a line in the log, and learns it when it is back', async () => {
  const log = createMemoryLog();
  const heard: NetworkState[] = [];
  let isThere = false;
  const { now, job } = createDeclaring({
    gate: {
      async declare(state) {
        if (!isThere) throw new GateError('unreachable', 'nobody there');
        heard.push(state);
      },
    },
    state: () => ({ uplink: 'down', api: 'off' }),
    log,
  });
  await now();
  await job.run();
  isThere = true;
  await job.run();
  await job.run();
  expect(heard).toEqual(Array(2).fill({ uplink: 'down', api: 'off' }));
  expect(log.lines).toEqual([
    '<4>the gate does not hear how the network is: nobody there',
    '<6>the gate hears again how the network is',
  ]);
});

/** A watch whose looks find what the test says, one each `paceMs`. */
function scene(paceMs = 1000) {
  const clock = createTestClock();
  const log = createMemoryLog();
  const amounts: number[] = [];
  const ledger: Pick<Ledger, 'record'> = {
    record: async (tallies) => void amounts.push(...tallies.map(({ amount = 1 }) => amount)),
  };
  const declared: string[] = [];
  const asked: boolean[] = [];
  let found = GOOD;
  const watch = createUplinkWatch({
    uplink: {
      async look(deep) {
        asked.push(deep);
        return deep ? found : { ...found, dns: undefined, http: undefined };
      },
    },
    ledger,
    clock,
    log,
    changed: () => void declared.push(watch.view().state),
  });
  return {
    watch,
    clock,
    view: watch.view,
    lines: log.lines,
    declared,
    asked,
    seconds: () => amounts,
    async look(finds: readonly Signals[]) {
      for (const signals of finds) {
        found = signals;
        await watch.job.run();
        clock.pass(paceMs);
      }
    },
  };
}
