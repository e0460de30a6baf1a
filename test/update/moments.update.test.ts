import { expect, test } from 'vitest';
import { NEW, OLD, stagedBox, stateOf, swap, whole } from './swap.ts';

/** Large enough that dpkg is at it for a while. */
const FILES = 3000;
const MOMENTS = 24;

test('an update that is cut off at any moment, inside dpkg too, ends whole', () => {
  const staged = stagedBox({ files: FILES }, { files: FILES });
  const startMs = performance.now();
  swap(staged.copy());
  const wholeMs = performance.now() - startMs;
  const ends = new Map<string, number>();
  for (let moment = 0; moment < MOMENTS; moment++) {
    const box = staged.copy();
    swap(box, { afterMs: Math.round((wholeMs * (moment + 0.5)) / MOMENTS) });
    const half = stateOf(box);
    if (half.journal !== undefined) swap(box);
    const { installed, last, journal } = stateOf(box);
    expect({ installed, journal }, `cut at ${moment} of ${MOMENTS}`).toEqual({
      installed: whole(last === 'good' ? NEW : OLD, FILES),
      journal: undefined,
    });
    const was = half.installed.split('\n')[0] ?? '';
    const end = `${was} -> ${last}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  process.stdout.write(
    `  ${MOMENTS} moments of ${wholeMs.toFixed(0)} ms: ${JSON.stringify(Object.fromEntries(ends))}\n`,
  );
});
