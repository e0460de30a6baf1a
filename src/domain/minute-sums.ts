import type { Sums } from './sums.ts';
import type { FloatingCounter } from './tally.ts';

/**
 * Counters by the minute, added up in bounded memory: past `most` of them minutes are taken together, by two, four, eight …, each under
 * the first of them. No count is lost; when it was is known less well, and a card that takes nothing for weeks costs no more memory.
 * @param keyOf says which counter it is, but for its minute
 */
export function createMinuteSums<C extends FloatingCounter>(
  most: number,
  keyOf: (counter: C) => string,
): Sums<C> & {
  /** What is there of this very counter, while no minutes are taken together. */ find(
    counter: C,
  ): C | undefined;
} {
  const sums = new Map<string, C>();
  let width = 1;
  /** The latest minute of all. */
  let last = 0;
  const placeOf = (counter: C) => ({ ...counter, minute: counter.minute - (counter.minute % width) });
  const nameOf = (counter: C) => `${counter.minute} ${keyOf(counter)}`;
  const put = (counter: C) => {
    const placed = placeOf(counter);
    const name = nameOf(placed);
    sums.set(name, { ...placed, n: placed.n + (sums.get(name)?.n ?? 0) });
  };
  /** Until half is free, or one minute holds all. */
  const widen = () => {
    const counters = [...sums.values()];
    while (sums.size > most / 2 && width <= last) {
      width *= 2;
      sums.clear();
      counters.forEach(put);
    }
  };
  return {
    add(counter) {
      put(counter);
      last = Math.max(last, counter.minute);
      // Where one minute holds all, there is nothing more to take together, and each counter would look through all again.
      if (sums.size > most && width <= last) widen();
    },
    find: (counter) => (width === 1 ? sums.get(nameOf(counter)) : undefined),
    counters: () => [...sums.values()],
    clear() {
      sums.clear();
      width = 1;
      last = 0;
    },
  };
}
