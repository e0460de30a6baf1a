import { describe, expect, test } from 'vitest';
import { createAccept } from '../../src/checkpoint/flows/accept.ts';
import { createAllowance } from '../../src/checkpoint/flows/allowance.ts';
import { createArrivals } from '../../src/checkpoint/flows/arrive.ts';
import { createHeartbeat } from '../../src/checkpoint/flows/heartbeat.ts';
import { createRevoke } from '../../src/checkpoint/flows/revoke.ts';
import { createSelfTests } from '../../src/checkpoint/flows/self-tests.ts';
import { createSessions } from '../../src/checkpoint/flows/sessions.ts';
import type { Ledger } from '../../src/checkpoint/ports.ts';
import { createSimulatedNeighbours } from '../../src/checkpoint/system/neighbours.ts';
import { createSimulatedGate } from '../../src/checkpoint/system/simulated-gate.ts';
import { AllowanceUsedError } from '../../src/domain/session.ts';
import type { Tally } from '../../src/domain/tally.ts';
import { createMemoryLog, createTestClock, phone } from '../doubles.ts';

const MINUTE_MS = 60_000;

describe('the tap', () => {
  test('is a session once, then a renewal, then after ten minutes` absence a session again', async () => {
    const { accept, clock, metrics } = scene();
    await accept(1);
    clock.pass(30 * MINUTE_MS);
    await accept(1);
    clock.pass(120 * MINUTE_MS + 9 * MINUTE_MS);
    await accept(1);
    clock.pass(120 * MINUTE_MS + 10 * MINUTE_MS);
    await accept(1);
    expect(metrics()).toEqual(['session', 'renewed', 'renewed', 'session']);
  });

  test('twice at the same moment is one session and one renewal', async () => {
    const { accept, metrics } = scene();
    await Promise.all([accept(1), accept(1), accept(2)]);
    expect(metrics().sort()).toEqual(['renewed', 'session', 'session']);
  });

  test('that the gate refuses is counted as refused, and the client stays captive', async () => {
    const { accept, sessions, metrics } = scene();
    await Promise.all([accept(1), accept(2)]);
    await expect(accept(3)).rejects.toMatchObject({ code: 'full' });
    expect(metrics()).toEqual(['session', 'session', 'refused']);
    expect(sessions.stateOf(phone(3))).toBe('captive');
  });

  test('follows the monotonic clock: a wall clock that jumps ends no session and begins none', async () => {
    const { accept, clock, sessions, metrics } = scene();
    await accept(1);
    for (const moment of ['1970-01-01', '2099-01-01']) {
      clock.setWall(Date.parse(moment));
      expect(sessions.stateOf(phone(1))).toBe('granted');
      await accept(1);
    }
    expect(metrics()).toEqual(['session', 'renewed', 'renewed']);
  });

  test('after a restart a client that the kernel still lets through renews', async () => {
    const { accept, sessions, metrics } = scene();
    sessions.restore([{ mac: phone(1), seconds: 60 }]);
    expect(sessions.stateOf(phone(1))).toBe('granted');
    await accept(1);
    expect(metrics()).toEqual(['renewed']);
  });
});

describe("the doctor's phone", () => {
  test('goes through the door and back, and is in no count; the phone beside it is', async () => {
    const { accept, arrive, selfTests, sessions, revoke, gate, move, metrics } = scene(undefined, 60);
    move('10.77.0.11', 1);
    expect(selfTests.begin(phone(1))).toBe(true);
    await arrive('10.77.0.11', 'captive.apple.com');
    await accept(1);
    expect((await gate.list()).map(({ mac }) => mac)).toEqual([phone(1)]);
    expect(sessions.running()).toBe(0);
    expect(await revoke(phone(1))).toBe(1);
    expect(await gate.list()).toEqual([]);
    expect(metrics()).toEqual([]);
    await arrive('10.77.0.12', 'captive.apple.com');
    await accept(2);
    expect(metrics()).toEqual(['device', 'session']);
  });

  test('is one for a minute only; who has its address then is counted', async () => {
    const { accept, arrive, selfTests, clock, move, metrics } = scene();
    move('10.77.0.11', 1);
    selfTests.begin(phone(1));
    await arrive('10.77.0.11', 'captive.apple.com');
    clock.pass(MINUTE_MS);
    expect(selfTests.covers(phone(1))).toBe(false);
    await arrive('10.77.0.11', 'captive.apple.com');
    await accept(1);
    expect(metrics()).toEqual(['device', 'session']);
  });

  test('is one of many at once, and of no crowd', () => {
    const { selfTests, clock } = scene();
    const begun = Array.from({ length: 33 }, (_, n) => selfTests.begin(phone(n)));
    expect(begun.indexOf(false)).toBe(32);
    expect(selfTests.begin(phone(3))).toBe(true);
    clock.pass(MINUTE_MS);
    expect(selfTests.begin(phone(32))).toBe(true);
  });

  test('is counted as refused by nobody where the gate is full', async () => {
    const { accept, selfTests, metrics } = scene();
    await Promise.all([accept(1), accept(2)]);
    selfTests.begin(phone(3));
    await expect(accept(3)).rejects.toMatchObject({ code: 'full' });
    expect(metrics()).toEqual(['session', 'session']);
  });
});

describe('an arrival', () => {
  test('is counted once a phone and a local day, by what it tells of itself first', async () => {
    const { arrive, clock, tallies } = scene('2021-02-01T10:00:00Z');
    await arrive('10.77.0.11', 'captive.apple.com');
    await arrive('10.77.0.11', 'captive.apple.com');
    await arrive('10.77.0.12', 'connectivitycheck.gstatic.com');
    clock.pass(2 * 60 * MINUTE_MS);
    await arrive('10.77.0.11', '10.77.0.1');
    expect(tallies.map(({ parts }) => parts)).toEqual([{ family: 'apple' }, { family: 'android' }]);
    clock.pass(6 * 60 * MINUTE_MS);
    await arrive('10.77.0.11', 'captive.apple.com');
    expect(tallies).toHaveLength(3);
  });

  test('is not counted again when the clock is set from 1970 to today; without a date a day has 24 hours', async () => {
    const { arrive, clock, tallies } = scene('1970-01-01T00:10:00Z');
    await arrive('10.77.0.11', '');
    clock.pass(23 * 60 * MINUTE_MS);
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(1);
    clock.setWall(Date.parse('2021-02-01T10:00:00Z'));
    clock.setQuality('ntp');
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(1);
    clock.pass(7 * 60 * MINUTE_MS);
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(2);
    clock.setQuality('estimated');
    clock.pass(24 * 60 * MINUTE_MS);
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(3);
  });

  test('is not counted again when a time server knows another day than the hub said', async () => {
    const { arrive, clock, tallies } = scene('2021-02-01T10:00:00Z');
    clock.setQuality('hub');
    await arrive('10.77.0.11', '');
    clock.setWall(Date.parse('2021-02-03T10:00:00Z'));
    clock.setQuality('ntp');
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(1);
    clock.pass(7 * 60 * MINUTE_MS);
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(2);
  });

  test('of another phone on the same address is noticed within a minute', async () => {
    const { arrive, clock, tallies, move } = scene();
    await arrive('10.77.0.11', '');
    move('10.77.0.11', 5);
    await arrive('10.77.0.11', '');
    clock.pass(MINUTE_MS);
    await arrive('10.77.0.11', '');
    expect(tallies).toHaveLength(2);
  });

  test('of a phone that an earlier run let through is not counted again', async () => {
    const { arrive, arrivals, tallies, move } = scene();
    move('10.77.0.11', 7);
    arrivals.restore([phone(7)]);
    await arrive('10.77.0.11', '');
    expect(tallies).toEqual([]);
  });

  test('of nobody that the guest network knows is not counted', async () => {
    const { arrive, tallies, move } = scene();
    move('192.0.2.1', undefined);
    await arrive('192.0.2.1', '');
    expect(tallies).toEqual([]);
  });
});

describe('a client with an allowance of three hours in 24', () => {
  const HOUR_MS = 60 * MINUTE_MS;

  test('gets two hours, then the one that is left, then none until a day has passed', async () => {
    const { clock, accept, sessions, tallies } = scene(undefined, 180);
    await accept(1);
    clock.pass(2 * HOUR_MS);
    await accept(1);
    clock.pass(HOUR_MS - 1000);
    expect(sessions.stateOf(phone(1))).toBe('granted');
    clock.pass(1000);
    expect(sessions.stateOf(phone(1))).toBe('ended');
    await expect(accept(1)).rejects.toBeInstanceOf(AllowanceUsedError);
    expect(tallies.at(-1)).toEqual({ metric: 'refused', parts: { reason: 'allowance' } });
    await accept(2);
    clock.pass(21 * HOUR_MS + 2 * MINUTE_MS);
    await accept(1);
  });

  test('is not charged for what a renewal or a revoke cut short, nor for a clock that is set', async () => {
    const { clock, accept, revoke, sessions } = scene(undefined, 180);
    for (let round = 0; round < 3; round++) {
      await accept(1);
      clock.pass(10 * MINUTE_MS);
      clock.setWall(Date.parse(`20${30 + round}-01-01T00:00:00Z`));
    }
    expect(await revoke(phone(1))).toBe(1);
    expect(sessions.stateOf(phone(1))).toBe('ended');
    clock.pass(12 * HOUR_MS);
    await accept(1);
    clock.pass(2 * HOUR_MS);
    expect(sessions.stateOf(phone(1))).toBe('ended');
    await accept(1);
    clock.pass(29 * MINUTE_MS);
    expect(sessions.stateOf(phone(1))).toBe('granted');
    clock.pass(2 * MINUTE_MS);
    expect(sessions.stateOf(phone(1))).toBe('ended');
  });
});

test('everybody`s session can be ended, and the next tap is a renewal', async () => {
  const { accept, revoke, sessions, metrics } = scene();
  await accept(1);
  await accept(2);
  expect(await revoke('all')).toBe(2);
  expect([sessions.stateOf(phone(1)), sessions.running()]).toEqual(['ended', 0]);
  expect(await revoke(phone(1))).toBe(0);
  await accept(1);
  expect(metrics()).toEqual(['session', 'session', 'renewed']);
});

test('the heartbeat marks each hour once', async () => {
  const { ledger, clock, tallies } = scene('2021-02-01T10:59:00Z');
  const { run } = createHeartbeat(ledger, clock);
  await run();
  await run();
  clock.pass(MINUTE_MS);
  await run();
  expect(tallies.map(({ metric }) => metric)).toEqual(['present', 'present']);
});

test('while the clock is not set, the heartbeat marks each hour of the machine`s own, and the real one once it is known', async () => {
  const { ledger, clock, tallies } = scene('1970-01-01T00:00:00Z');
  const { run } = createHeartbeat(ledger, clock);
  for (let round = 0; round < 3; round++) {
    await run();
    // A step of a clock that nobody believes is no hour.
    clock.setWall(Date.parse(`20${30 + round}-01-01T00:00:00Z`));
    await run();
    clock.pass(60 * MINUTE_MS);
  }
  clock.setQuality('ntp');
  await run();
  await run();
  expect(tallies).toHaveLength(4);
});

test('more phones than can be told apart are not counted, and the hours in which that was so are', async () => {
  const { arrive, clock, metrics } = scene(undefined, undefined, 2);
  const come = async (phones: readonly number[]) => {
    for (const n of phones) await arrive(`10.77.0.${n}`, 'captive.apple.com');
    return metrics();
  };
  expect(await come([11, 12, 11])).toEqual(['device', 'device']);
  expect((await come([13, 14])).slice(2)).toEqual(['dedupe_saturated']);
  clock.pass(61 * MINUTE_MS);
  // Whoever is known is no sign of it.
  expect((await come([11])).slice(3)).toEqual([]);
  expect((await come([15])).slice(3)).toEqual(['dedupe_saturated']);
  clock.pass(24 * 60 * MINUTE_MS);
  expect((await come([13, 14])).slice(4)).toEqual(['device', 'device']);
});

/** Real flows over a ledger that only remembers, with room for two clients and sessions of two hours. */
function scene(start?: string, minutesPerDay?: number, devicesAtMost?: number) {
  const clock = createTestClock(start);
  const tallies: Tally[] = [];
  const ledger: Ledger = {
    record: async (added) => void tallies.push(...added),
    note: (added) => void tallies.push(...added),
    sync() {},
    each() {},
    firstHour: () => undefined,
    id: 'ledger',
    changes: () => [],
    lastSeq: () => 0,
    vouchedHour: () => undefined,
    pending: () => ({ hours: 0, first: 0 }),
    forget() {},
    fault: () => undefined,
    lastEnding: 'closed',
    powerCuts: () => ({ count: 0 }),
    close() {},
  };
  const log = createMemoryLog();
  const sessions = createSessions(clock);
  const gate = createSimulatedGate({ clock, maxClients: 2 });
  const allowance = createAllowance({ minutesPerDay, clock });
  const selfTests = createSelfTests(clock);
  const restore = async () => undefined;
  const accept = createAccept({
    gate,
    sessions,
    selfTests,
    ledger,
    allowance,
    seconds: 7200,
    restore,
    log,
  });
  const moved = new Map<string, number | undefined>();
  const simulated = createSimulatedNeighbours();
  const arrivals = createArrivals({
    neighbours: {
      async macOf(ip) {
        const n = moved.get(ip);
        if (n !== undefined) return phone(n);
        return moved.has(ip) ? undefined : simulated.macOf(ip);
      },
    },
    ledger,
    selfTests,
    clock,
    ...(devicesAtMost !== undefined && { devicesAtMost }),
  });
  return {
    clock,
    ledger,
    tallies,
    sessions,
    selfTests,
    gate,
    revoke: createRevoke({ gate, sessions, allowance, selfTests }),
    metrics: () => tallies.map(({ metric }) => metric),
    accept: (n: number) => accept({ mac: phone(n), language: 'vi', family: 'android' }),
    arrive: (ip: string, host: string) => arrivals.see({ ip, host, userAgent: '' }),
    arrivals,
    move: (ip: string, n: number | undefined) => moved.set(ip, n),
  };
}
