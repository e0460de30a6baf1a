import { setTimeout } from 'node:timers/promises';

/** How far apart batches begin in a crowd: each costs a process, and a Pi has better things to do than start 150 a second. */
const PACE_MS = 20;

interface Waiting<Item> {
  readonly item: Item;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Gathers what arrives while a batch is under way into the next one. One `nft` run takes 5 ms for one client and 10 ms for a
 * hundred, so a crowd waits hardly longer than a single phone.
 *
 * A batch is one transaction. Where it fails through one of its items (`isAnItemsFault`), each is tried alone, in its turn and
 * before any later batch, and only the bad one is told; any other fault is everybody's.
 */
export function createBatcher<Item>(
  apply: (items: readonly Item[]) => Promise<void>,
  isAnItemsFault: (error: unknown) => boolean,
) {
  let waiting: Waiting<Item>[] = [];
  let running = false;
  let lastStartMs = Number.NEGATIVE_INFINITY;

  const settle = async (batch: readonly Waiting<Item>[]): Promise<void> => {
    const fault = await faultOf(apply(batch.map(({ item }) => item)));
    if (fault && batch.length > 1 && isAnItemsFault(fault.error)) {
      for (const one of batch) await settle([one]);
      return;
    }
    for (const { resolve, reject } of batch) fault ? reject(fault.error) : resolve();
  };
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const earlyMs = lastStartMs + PACE_MS - performance.now();
      if (earlyMs > 0) await setTimeout(earlyMs);
      lastStartMs = performance.now();
      const batch = waiting;
      waiting = [];
      await settle(batch);
    }
    running = false;
  };
  return {
    /** Resolves when the batch that holds the item is applied. */
    submit(item: Item): Promise<void> {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!running) void run();
      });
    },
  };
}

async function faultOf(work: Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return { error };
  }
}
