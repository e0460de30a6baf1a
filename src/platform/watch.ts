import { type Log, reasonOf } from './log.ts';

/** Whether something that is done again and again works now. The log hears of it when that changes, and only then. */
export interface Watch {
  worked(): void;
  failed(error: unknown): void;
  /** Why it does not work now. */
  fault(): string | undefined;
  /** The error itself. */
  error(): unknown;
}

export function createWatch(log: Log, words: { readonly failing: string; readonly working: string }): Watch {
  let fault: string | undefined;
  let last: unknown;
  return {
    worked() {
      if (fault !== undefined) log.info(words.working);
      fault = undefined;
      last = undefined;
    },
    failed(error) {
      if (fault === undefined) log.warn(`${words.failing}: ${reasonOf(error)}`);
      fault = reasonOf(error);
      last = error;
    },
    fault: () => fault,
    error: () => last,
  };
}
