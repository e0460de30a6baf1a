import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';

/** What the rest of the product offers: ids and tags that a config may name. */
export interface Offer {
  readonly destinations: readonly string[];
  /** The hosts of each destination. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly languages: readonly string[];
}

export interface Rule {
  /** The fields that it looks at: it is asked only when each of them is right by itself. */
  readonly reads: readonly string[];
  readonly find: (written: Written, offer: Offer) => readonly Finding[];
}
