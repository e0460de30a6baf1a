import { randomBytes } from 'node:crypto';
import type { Hour } from '../../domain/clock.ts';
import type { FeedItem } from '../../domain/feed/batch.ts';

/**
 * The runs of this start of the program. A run never adds to an hour of its own that has been given away: what comes to it later, as a
 * clock was set back, is counted under another run, and readers add runs up.
 */
export function createRuns() {
  let run = newRun();
  /** Hours before this one get nothing more of this run. */
  let open: Hour = -Infinity;
  let floating = newRun();
  return {
    /** Whose a counter of this hour is. */
    of(hour: Hour): string {
      if (hour < open) run = newRun();
      open = hour;
      return run;
    },
    /** Whose a counter without an hour is: it finds one at one blow with all the others of its run, wherever those lie. */
    floating: () => floating,
    /** They have found them. */
    settled() {
      floating = newRun();
    },
    /** Whatever the clock says next: it may have stood in 2099 when these left. */
    given(items: readonly FeedItem[]) {
      for (const item of items) if (item.run === run) open = Math.max(open, item.hour + 1);
    },
  };
}

function newRun(): string {
  return randomBytes(8).toString('hex');
}
