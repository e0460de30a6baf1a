import type { ClockQuality, Hour } from './clock.ts';

/**
 * How a run of the program ended: it closed its ledger; it was killed or fell, which costs nothing that was acknowledged; or the
 * power went, which may cost what had not reached the disk yet, the last five seconds at most.
 */
export type Ending = 'closed' | 'crash' | 'power-cut';

/** As far back as counts are kept. Each is noticed when the program is back. */
export interface PowerCuts {
  readonly count: number;
  /** Missing where there was none. */
  readonly last?: { readonly hour: Hour; readonly clock: ClockQuality };
}
