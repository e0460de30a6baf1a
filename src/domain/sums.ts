/** What is added up: everything but `n` says which counter it is. */
interface Counted {
  readonly n: number;
}

/** Counters added up in memory, one for each key. */
export interface Sums<C extends Counted> {
  add(counter: C): void;
  counters(): readonly C[];
  clear(): void;
}

export function createSums<C extends Counted>(keyOf: (counter: C) => string): Sums<C> {
  const sums = new Map<string, C>();
  return {
    add(counter) {
      const key = keyOf(counter);
      sums.set(key, { ...counter, n: counter.n + (sums.get(key)?.n ?? 0) });
    },
    counters: () => [...sums.values()],
    clear: () => sums.clear(),
  };
}
