import type { Finding } from '../domain/finding.ts';
import type { Text } from '../domain/text.ts';
import type { Box } from './box.ts';
import type { Faults } from './fault.ts';

/** One thing that the doctor looks at: a file in `checks/`, and a row in `checks.ts`. */
export interface Check {
  /** One word or two with a hyphen: `dhcp-pool`. */
  readonly id: string;
  readonly name: Text;
  /** All that it can find wrong: the handbook's table of faults is made of it (`faults.ts`), and findings by `found`. */
  readonly faults?: Faults;
  /** How long it may look; 15 s unless told. */
  readonly boundMs?: number;
  /**
   * Resolves to what was found; an empty list says that there is nothing of this kind on this box, as a radio where an access point
   * stands behind a cable. It changes nothing that outlives it. Rejects where it could not look.
   */
  look(box: Box): Promise<readonly Finding[]>;
}
