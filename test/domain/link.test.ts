import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterCheck,
  firstLinkView,
  LINK_PACE,
  type LinkAnswer,
  type LinkCheck,
  type LinkFault,
  type LinkView,
  linkVerdict,
} from '../../src/domain/link.ts';

const MINUTE_MS = 60_000;
const LIVES: LinkAnswer = { status: 200 };
const MUTE: LinkAnswer = { fault: 'mute' };

describe('what an answer says of a place', () => {
  test.each<[string, readonly LinkAnswer[]]>([
    ['lives', [100, 200, 204, 302, 304, 399, 401, 403, 405, 429].map((status) => ({ status }))],
    ['fails', [404, 410, 500, 502, 503, 599].map((status) => ({ status }))],
    ['fails', (['name', 'refused', 'mute', 'broken', 'tls', 'date'] as const).map((fault) => ({ fault }))],
    ['unclear', [400, 402, 406, 408, 418, 451].map((status) => ({ status }))],
    ['unclear', [{ fault: 'chain' }]],
  ])('it %s with %j', (verdict, answers) => {
    expect(answers.map((answer) => linkVerdict(answer, true))).toEqual(answers.map(() => verdict));
  });

  test('only a date hangs on the clock', () => {
    const faults: LinkFault[] = ['name', 'refused', 'mute', 'broken', 'tls', 'date', 'chain'];
    const changed = faults.filter((fault) => linkVerdict({ fault }, false) !== linkVerdict({ fault }, true));
    expect(changed).toEqual(['date']);
    expect(linkVerdict({ fault: 'date' }, false)).toBe('unclear');
  });
});

describe('a place', () => {
  test('that nobody could ask is unknown; one answer makes it alive', () => {
    const first = firstLinkView(5);
    expect(first).toMatchObject({ state: 'unknown', dueMs: 5 });
    expect(afterCheck(first, good(10))).toMatchObject({ state: 'alive', sinceMs: 10, checkedMs: 10 });
  });

  test('is asked again after 30 minutes while it lives, and after 2, 5, 10 and 10 while it fails', () => {
    const waits = [LIVES, MUTE, MUTE, MUTE, MUTE, LIVES]
      .map(stepper())
      .map(({ waitMs }) => waitMs / MINUTE_MS);
    expect(waits).toEqual([30, 2, 5, 10, 10, 30]);
  });

  test('is dead after the third failure, seven minutes after the first', () => {
    const states = [LIVES, MUTE, MUTE, MUTE].map(stepper()).map(({ view }) => view);
    expect(states.map(({ state }) => state)).toEqual(['alive', 'alive', 'alive', 'dead']);
    expect(states.at(-1)).toMatchObject({ sinceMs: 37 * MINUTE_MS, failure: MUTE });
  });

  test('is not dead while the failures are but a moment apart', () => {
    const quick = [0, 1, 2, 3, 299].reduce(
      (view, second) => afterCheck(view, bad(second * 1000)),
      firstLinkView(0),
    );
    expect(quick.state).toBe('unknown');
    expect(afterCheck(quick, bad(300_000)).state).toBe('dead');
  });

  test('that answers in between begins anew', () => {
    const states = [MUTE, MUTE, LIVES, MUTE, MUTE].map(stepper()).map(({ view }) => view.state);
    expect(states).toEqual(['unknown', 'unknown', 'alive', 'alive', 'alive']);
  });

  test('comes back to life with its first answer', () => {
    const [back] = [MUTE, MUTE, MUTE, LIVES].map(stepper()).slice(-1);
    expect(back?.view).toMatchObject({ state: 'alive', failures: 0, failure: undefined });
  });

  test('does not die of a link that is down, whatever comes, and is asked again soon', () => {
    let view = afterCheck(firstLinkView(0), good(0));
    for (let n = 1; n < 100; n += 1) view = afterCheck(view, { ...bad(n * MINUTE_MS), isUplinkGood: false });
    expect(view).toMatchObject({ state: 'alive', checkedMs: 0, failures: 0, dueMs: 101 * MINUTE_MS });
  });

  test('that says nothing clear stays what it was, and is not asked more often for it', () => {
    const dead = [MUTE, MUTE, MUTE].map(stepper()).at(-1)?.view ?? firstLinkView(0);
    for (const view of [firstLinkView(0), dead]) {
      const next = afterCheck(view, { ...bad(1e8), answer: { fault: 'date' }, isClockSet: false });
      expect(next).toEqual({ ...view, dueMs: 1e8 + 30 * MINUTE_MS });
    }
  });
});

describe('whatever comes', () => {
  const answer: fc.Arbitrary<LinkAnswer> = fc.oneof(
    fc.record({ status: fc.constantFrom(200, 302, 400, 403, 404, 503) }),
    fc.record({
      fault: fc.constantFrom<LinkFault>('name', 'refused', 'mute', 'broken', 'tls', 'date', 'chain'),
    }),
  );
  const gap = fc.integer({ min: 1, max: 20 * MINUTE_MS });
  const often = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean());
  const checks = fc
    .array(fc.record({ answer, isClockSet: often, isUplinkGood: often, gap }), { maxLength: 30 })
    .map((steps) => {
      const at = (index: number) => steps.slice(0, index + 1).reduce((sum, step) => sum + step.gap, 0);
      return steps.map(({ answer: said, isClockSet, isUplinkGood }, index): LinkCheck => {
        return { answer: said, isClockSet, isUplinkGood, atMs: at(index) };
      });
    });

  test('the rule says what the whole history says, read from its beginning each time', () => {
    fc.assert(
      fc.property(checks, (history) => {
        let view = firstLinkView(0);
        for (const [index, check] of history.entries()) {
          view = afterCheck(view, check);
          expect(view.state).toBe(stateOf(history.slice(0, index + 1)));
          expect(view.dueMs).toBeGreaterThanOrEqual(check.atMs + 2 * MINUTE_MS);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('without one proof that the internet is there nothing dies', () => {
    fc.assert(
      fc.property(checks, (history) => {
        const cut = history.map((check) => ({ ...check, isUplinkGood: false }));
        expect(cut.reduce((view, check) => afterCheck(view, check), firstLinkView(0)).state).not.toBe('dead');
      }),
    );
  });
});

/** The rule by the letter: the last turn in the history, looking back over all that counts before it. */
function stateOf(history: readonly LinkCheck[]): LinkView['state'] {
  const counting = history.filter(({ answer, isClockSet, isUplinkGood }) => {
    const verdict = linkVerdict(answer, isClockSet);
    return verdict === 'lives' || (verdict === 'fails' && isUplinkGood);
  });
  const lives = ({ answer, isClockSet }: LinkCheck) => linkVerdict(answer, isClockSet) === 'lives';
  const lastLife = counting.findLastIndex(lives);
  const failures = counting.slice(lastLife + 1);
  const { failuresToDie, dyingMs } = LINK_PACE;
  const first = failures[0]?.atMs ?? 0;
  if (failures.some(({ atMs }, index) => index + 1 >= failuresToDie && atMs - first >= dyingMs))
    return 'dead';
  return lastLife >= 0 ? 'alive' : 'unknown';
}

function good(atMs: number): LinkCheck {
  return { answer: LIVES, isClockSet: true, isUplinkGood: true, atMs };
}

function bad(atMs: number): LinkCheck {
  return { answer: MUTE, isClockSet: true, isUplinkGood: true, atMs };
}

/** Checks one after the other, each when it is due. */
function stepper() {
  let view = firstLinkView(0);
  return (answer: LinkAnswer) => {
    const atMs = view.dueMs;
    view = afterCheck(view, { ...good(atMs), answer });
    return { view, waitMs: view.dueMs - atMs };
  };
}
