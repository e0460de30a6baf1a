import { describe, expect, test } from 'vitest';
import { whole as asIs, CONFIG, LEDGER, ledgerOf, NEW, OLD, stagedBox, stateOf, swap } from './swap.ts';

const SICK = { portal: 'red', gate: 'green' } as const;
/** A new version that changes all it can: the config, and the ledger's schema. */
const CHANGES = `echo 'written = "after"' > ${CONFIG}
printf '\\004' | dd of=${LEDGER} bs=1 seek=63 conv=notrunc`;

describe.each([
  ['a good version', {}, [`${NEW} good`, `${OLD} back: interrupted`]],
  ['a broken version', { doctor: SICK, scripts: { postinst: CHANGES } }, [`${OLD} back`]],
])('%s', (_, recipe, outcomes) => {
  test('whose update is cut off at any step, and again while it is mended, ends whole and working', () => {
    const staged = stagedBox(recipe);
    const { points } = swap(staged.copy());
    expect(points).toBeGreaterThan(20);
    const ends = new Map<string, number>();
    for (let at = 1; at <= points; at++) {
      const box = staged.copy();
      expect(swap(box, { at }).status, `cut at ${at} of ${points}`).toBeUndefined();
      // At every other one the power goes again while the box is mended, each time at another step.
      if (at % 2 === 0) boot(box, 1 + ((at * 7) % 17));
      boot(box);
      const end = endOf(box);
      expect(
        outcomes.some((outcome) => end.startsWith(outcome)),
        `cut at ${at}: ${end}`,
      ).toBe(true);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    process.stdout.write(`  ${points} cuts: ${JSON.stringify(Object.fromEntries(ends))}\n`);
  });
});

type Box = ReturnType<typeof stagedBox>;

/** What systemd does: a journal is there, so the script runs. */
function boot(box: Box, at?: number): void {
  if (box.read('/var/lib/checkpoint-update/journal') === undefined) return;
  swap(box, at === undefined ? undefined : { at });
}

/** The version that is there, all of it, and what is said of the update; whatever is neither old nor new is told in full. */
function endOf(box: Box): string {
  const { installed, last, journal, config } = stateOf(box);
  const version = [OLD, NEW].find((one) => installed === asIs(one));
  const isAsBefore = config === 'written = "before"\n' && box.read(LEDGER) === BEFORE;
  if (version && journal === undefined && isAsBefore) return `${version} ${last}`;
  return JSON.stringify({ installed, last, journal, config, ledger: box.read(LEDGER) });
}

const BEFORE = ledgerOf(3, 'counted before').toString();
