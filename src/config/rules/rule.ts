import type { Catalog } from '../catalog.ts';
import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';

export interface Rule {
  /** The fields that it looks at: it is asked only when each of them is right by itself. */
  readonly reads: readonly string[];
  readonly find: (written: Written, catalog: Catalog) => readonly Finding[];
}
