import type { Check } from './check.ts';
import { phone } from './checks/phone.ts';

/** Of the guests' network, from the cable to the phone that goes online. */
export const NETWORK_CHECKS: readonly Check[] = [phone];
