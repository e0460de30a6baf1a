import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAULTS, type HubFault } from './hub.ts';
import { startPushing } from './pushing.ts';

const MINUTE_MS = 60_000;
/** Two of them never end an answer. */
const SOON_MS = 150;
const KINDS = Object.keys(FAULTS) as HubFault[];
const RUNS = Number(process.env.PUSH_RUNS ?? 40);

type Step = 'round' | 'restart' | { readonly plan: HubFault } | { readonly count: number };

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ plan: fc.constantFrom(...KINDS) }) },
  { weight: 2, arbitrary: fc.record({ count: fc.integer({ min: 1, max: 130 }) }) },
  { weight: 2, arbitrary: fc.constant('round' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
);

async function take(trial: Awaited<ReturnType<typeof startPushing>>, step: Step): Promise<void> {
  if (step === 'round') await trial.round();
  else if (step === 'restart') trial.restart();
  else if ('plan' in step) trial.plan(step.plan);
  else trial.count(step.count);
}

describe('the push', () => {
  test('asks where the hub stands, hands over all that is over, and then only what is new', async () => {
    const trial = await startPushing();
    trial.count(250);
    await trial.round();
    expect(trial.hub.batches.map(({ items }) => items.length)).toEqual([0, 100, 100, 50]);
    expect(trial.hub.figures()).toEqual(trial.figures());
    trial.count(1);
    await trial.round();
    expect(trial.hub.batches.slice(4).map(({ items }) => items.length)).toEqual([1]);
    expect(trial.hub.figures()).toEqual(trial.figures());
    expect(trial.box().push.report()).toEqual({
      state: 'ok',
      deliveredMinutesAgo: 0,
      hoursWaiting: 0,
      fault: undefined,
      rejected: undefined,
    });
  });

  test('leaves out the hour that still grows', async () => {
    const trial = await startPushing();
    await trial.box().ledger.record([{ metric: 'renewed', parts: {} }]);
    await trial.round();
    expect(trial.hub.figures().size).toBe(0);
    await trial.settle();
    trial.machine.pass(60 * MINUTE_MS);
    await trial.round();
    expect(trial.hub.figures()).toEqual(trial.figures());
  });

  test('goes on where the hub is after a restart, and sends nothing twice', async () => {
    const trial = await startPushing();
    trial.count(120);
    await trial.settle();
    const before = trial.hub.batches.length;
    trial.restart();
    trial.count(1);
    await trial.settle();
    expect(trial.hub.batches.slice(before).flatMap(({ items }) => items)).toHaveLength(1);
    expect(trial.hub.figures()).toEqual(trial.figures());
  });

  test('is one connection for a round, and none between rounds', async () => {
    const trial = await startPushing();
    trial.count(250);
    await trial.round();
    expect(new Set(trial.hub.requests.map(({ socket }) => socket)).size).toBe(1);
    const [{ socket } = { socket: undefined }] = trial.hub.requests;
    if (socket && !socket.destroyed) await once(socket, 'close');
  });

  test('sends nothing while the uplink is down, and looks again in half a minute to a minute', async () => {
    const trial = await startPushing();
    trial.count(1);
    trial.uplink.state = 'down';
    await trial.round();
    await trial.round();
    expect(trial.hub.requests).toEqual([]);
    trial.uplink.state = 'up';
    await trial.settle();
    expect(trial.hub.figures()).toEqual(trial.figures());
  });
});

describe('whatever goes wrong, the hub has exactly the ledger`s figures in the end', () => {
  test.each(KINDS)('%s', async (kind) => {
    const trial = await startPushing({ wholeMs: SOON_MS });
    trial.count(230, 3);
    // Where it only asks.
    trial.plan(kind);
    await trial.settle();
    // In the middle of a backlog, as it goes on from where it was.
    trial.count(230, 2);
    trial.plan('good', kind, kind);
    await trial.round();
    await trial.settle();
    trial.restart();
    trial.count(230);
    trial.plan('good', kind);
    await trial.round();
    await trial.settle();
    expect(trial.hub.figures()).toEqual(trial.figures());
    expect(trial.log.lines.every((line) => !line.includes('\u001b'))).toBe(true);
  });

  test('any sequence of it, with restarts and new counts between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEPS, { minLength: 3, maxLength: 14 }), async (steps) => {
        const trial = await startPushing({ wholeMs: SOON_MS });
        trial.count(110);
        for (const step of steps) await take(trial, step);
        await trial.settle();
        // What it was given last may have been lost without a word; it says so at the next.
        await trial.settle();
        expect(trial.hub.figures()).toEqual(trial.figures());
        expect(trial.hub.refused()).toBe(0);
        trial.box().stop();
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});

describe('a hub that is never right', () => {
  test.each([
    ['ack ahead', 'ack '],
    ['ack of another ledger', 'ack 0123456789abcdef.7'],
    ['ack that is none', '(ack)'],
    ['no JSON', '(ack)'],
    ['stores and does not move', 'ack '],
  ] as const)('%s: is asked a few times a round and no more, and told of', async (always, words) => {
    const trial = await startPushing({ hub: { always } });
    trial.count(230);
    for (let rounds = 0; rounds < 5; rounds++) await trial.round();
    expect(trial.hub.requests.length).toBeLessThanOrEqual(25);
    const { state, fault } = trial.box().push.report();
    expect([state, fault?.kind, fault?.why.en]).toEqual([
      'failing',
      'broken',
      expect.stringContaining(words),
    ]);
    expect(trial.log.lines.filter((line) => line.includes('do not reach the hub'))).toHaveLength(1);
  });

  test('is not believed to have what it was never sent', async () => {
    const trial = await startPushing({ hub: { always: 'ack ahead' } });
    trial.count(230);
    for (let rounds = 0; rounds < 3; rounds++) await trial.round();
    expect(trial.box().push.report().hoursWaiting).toBeUndefined();
  });
});

describe('what the hub does not take', () => {
  test('is told with its first reasons, made harmless, and not sent again', async () => {
    const rejected = (last: number) => [
      { seq: last, reason: 'hour\u001b[2J' },
      { seq: last, reason: 'hour\u001b[2J' },
      { seq: last + 1, reason: 'never sent' },
    ];
    const trial = await startPushing({
      hub: {
        answer: (good) => {
          const last = Number(String(good.ack).split('.')[1]);
          return { ...good, rejected: last > 0 ? rejected(last) : [] };
        },
      },
    });
    trial.count(3);
    await trial.settle();
    await trial.settle();
    expect(trial.box().push.report().rejected).toEqual({ hours: 1, reasons: ['hour?[2J'] });
    expect(trial.hub.batches.flatMap(({ items }) => items)).toHaveLength(3);
  });
});

describe('a signed batch', () => {
  test('with one byte changed on the way is refused', async () => {
    const trial = await startPushing({
      wire: (hub) => ({
        ...hub,
        send: ({ text, signature }) => hub.send({ text: text.replace('"ntp"', '"nto"'), signature }),
      }),
    });
    trial.count(1);
    await trial.round();
    expect([trial.hub.refused(), trial.hub.figures().size]).toEqual([1, 0]);
    expect(trial.box().push.report().fault?.why.en).toContain('HTTP 400');
  });
});
