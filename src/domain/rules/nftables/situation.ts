import type { ShapingKind } from '../shaping/kinds.ts';

/** What the ruleset depends on beside the config. */
export interface Situation {
  /** `open`: everybody counts as accepted. */
  readonly door: 'closed' | 'open';
  readonly uplink: 'up' | 'down';
  /** The uplink's own networks, which are no guest's business; without it those that are nobody's on the internet. */
  readonly near?: readonly string[] | undefined;
  /** The queues that packets are to be marked for; without it none. */
  readonly shaping?: ShapingKind | undefined;
}
