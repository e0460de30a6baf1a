import { onTestFinished } from 'vitest';
import { createFeed } from '../../src/checkpoint/flows/feed.ts';
import { createPush } from '../../src/checkpoint/flows/push.ts';
import type { Hub } from '../../src/checkpoint/ports.ts';
import { createHubClient } from '../../src/checkpoint/system/hub-client.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { makeKeys, readPrivateKey, signBytes } from '../../src/platform/ed25519.ts';
import { createVouchedClock } from '../../src/platform/vouched-clock.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { startHub, sumUp } from './hub.ts';

const HOUR_MS = 3_600_000;

export interface Setting {
  readonly startIso?: string;
  readonly hub?: Parameters<typeof startHub>[1];
  /** In the place of the hub's own. */
  readonly url?: string;
  readonly authorities?: string;
  readonly chance?: () => number;
  /** How long an answer is waited for; ten seconds, as this machine may be busy. */
  readonly wholeMs?: number;
  /** In the place of HTTP. */
  readonly wire?: (hub: Hub) => Hub;
}

/** A checkpoint's ledger, feed and push, and a hub that it hands over to, by real HTTP on a real disk; only time is the test's own. */
export async function startPushing(setting: Setting = {}) {
  const folder = temporaryFolder();
  const { privatePem, publicKey } = makeKeys();
  const hub = await startHub(() => publicKey, setting.hub);
  const machine = createTestClock(setting.startIso);
  const log = createMemoryLog();
  const uplink: { state: 'up' | 'down' } = { state: 'up' };
  const start = (bootId: string) => {
    const clock = createVouchedClock(machine);
    const { database } = openStore(folder, log);
    const ledger = createLedger({ database, bootId, clock, log });
    const key = {
      sign: (bytes: Uint8Array) => signBytes(bytes, readPrivateKey(privatePem)),
      settled: Promise.resolve(),
    };
    const folding = { ruleOf: () => ({ below: 1, languages: [] }) };
    const client = createHubClient({
      url: setting.url ?? hub.url,
      authorities: setting.authorities,
      wholeMs: setting.wholeMs ?? 10_000,
    });
    const push = createPush({
      feed: createFeed({
        checkpoint: { id: 'thu-nghiem' },
        ledger,
        folding,
        salvage: { damage: () => [] },
        key,
        clock,
      }),
      hub: setting.wire?.(client) ?? client,
      ledger,
      clock,
      pause: async () => undefined,
      uplinkWatch: { view: () => ({ state: uplink.state, fault: undefined }) },
      minutes: 60,
      chance: setting.chance ?? (() => 0),
      log,
    });
    const stop = () => {
      push.close();
      ledger.close();
    };
    return { clock, ledger, push, stop };
  };
  let box = start('boot-1');
  onTestFinished(() => box.stop());
  const round = async () => {
    machine.pass(box.push.job.everyMs instanceof Function ? box.push.job.everyMs() : 0);
    await box.push.job.run();
  };
  return {
    hub,
    machine,
    log,
    uplink,
    box: () => box,
    round,
    /** So many taps in each of so many hours, which are over then. */
    count(hours: number, taps = 1) {
      for (let hour = 0; hour < hours; hour++) {
        box.ledger.note(Array(taps).fill({ metric: 'renewed', parts: {} }));
        machine.pass(HOUR_MS);
      }
      box.ledger.sync();
    },
    restart(bootId = 'boot-1') {
      box.stop();
      box = start(bootId);
    },
    /** Rounds until the hub has all and nothing that was planned is left to go wrong. */
    async settle() {
      for (let rounds = 0; rounds < 100; rounds++) {
        await round();
        const { state, hoursWaiting } = box.push.report();
        if (state === 'ok' && hoursWaiting === 0) return;
      }
      throw new Error(`never at the hub: ${JSON.stringify(box.push.report())}`);
    },
    /** As the ledger has it. */
    figures() {
      const all: Parameters<typeof sumUp>[0][number][] = [];
      box.ledger.each(0, 1e6, (bucket) => all.push(bucket));
      return sumUp(all);
    },
    plan: hub.fail,
  };
}
