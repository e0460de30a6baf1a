import type { Check } from './check.ts';
import { portal } from './checks/portal.ts';

/** In the order of the report: from the box itself to the phone that goes online. */
export const CHECKS: readonly Check[] = [portal];
