import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { plugIn } from './cable.ts';
import {
  askNames,
  askProbes,
  createNames,
  goOnline,
  hearRouters,
  openGuide,
  tapAccept,
  tryWalls,
} from './journey.ts';
import { giveBack, type Lease, takeLease } from './lease.ts';
import { type Order, PhoneFault, type PhoneLine, type Step } from './order.ts';

/**
 * The doctor's phone. It is a program of its own because it runs in a network of its own, which ends with it; the order comes on its
 * input, and it says a line for each link of the chain until one is broken.
 */

/** In all, so that the address is given back before whoever started it loses patience. */
const JOURNEY_MS = 14_000;
/** A router that is asked answers within half a second (RFC 4861 section 6.2.6). */
const ROUTERS_MS = 1000;

// A doctor that was killed hears nothing any more; the address is to be given back all the same.
process.stdout.on('error', () => undefined);
await main(JSON.parse(await text(process.stdin)) as Order);

async function main(order: Order): Promise<void> {
  const journey = createJourney(order);
  try {
    await Promise.race([journey.travel(), journey.patience()]);
  } catch (error) {
    if (!(error instanceof PhoneFault)) throw error;
    say({ fault: error.fault, facts: error.facts });
  } finally {
    await journey.leave();
  }
}

function createJourney(order: Order) {
  let lease: Lease | undefined;
  let last: Step = 'cable';
  let isOver = false;
  const step = async <Result>(name: Step, work: () => Promise<Result>): Promise<Result> => {
    if (isOver) throw new PhoneFault('late', { step: last });
    const startMs = performance.now();
    last = name;
    const result = await work();
    say({ step: name, ms: Math.round(performance.now() - startMs) });
    return result;
  };
  return {
    async travel() {
      await step('cable', () => plugIn(order));
      const heard = wait(ROUTERS_MS);
      const given = await step('lease', () => takeLease(order));
      lease = given;
      const names = createNames(given);
      await step('names', () => askNames(order, names));
      await heard;
      await step('routers', () => hearRouters(order));
      await step('probes', () => askProbes(order, names));
      await step('walls', () => tryWalls(names));
      await step('guide', () => openGuide(order));
      if (!order.accept) return;
      await step('accept', () => tapAccept(order));
      if (order.online) await step('online', () => goOnline(names));
    },
    async patience(): Promise<never> {
      await wait(JOURNEY_MS, undefined, { ref: false });
      isOver = true;
      throw new PhoneFault('late', { step: last });
    },
    leave: async () => lease && giveBack(order, lease),
  };
}

function say(line: PhoneLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
