import type { Check } from './check.ts';
import { accessPoint } from './checks/access-point.ts';
import { channel } from './checks/channel.ts';
import { dhcpPool } from './checks/dhcp-pool.ts';
import { dnsLimits } from './checks/dns-limits.ts';
import { firewall } from './checks/firewall.ts';
import { forwarding } from './checks/forwarding.ts';
import { gate } from './checks/gate.ts';
import { interfaces } from './checks/interfaces.ts';
import { ipv6 } from './checks/ipv6.ts';
import { isolation } from './checks/isolation.ts';
import { phone } from './checks/phone.ts';
import { radio } from './checks/radio.ts';

/** Of the guests' network, from the cable to the phone that goes online. */
export const NETWORK_CHECKS: readonly Check[] = [
  interfaces,
  radio,
  channel,
  accessPoint,
  isolation,
  dhcpPool,
  dnsLimits,
  gate,
  firewall,
  forwarding,
  ipv6,
  phone,
];
