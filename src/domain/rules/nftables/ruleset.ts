import type { Checkpoint } from '../../checkpoint.ts';
import { GARDEN_MARK, GARDENS, GRANTED, GRANTED_MARK, setsOf, TABLE } from '../names.ts';
import { shapingChains } from '../shaping/marks.ts';
import { filterChains } from './filter.ts';
import { natChains } from './nat.ts';
import { arpTable, neighbourChain } from './neighbours.ts';
import type { Situation } from './situation.ts';

/**
 * The whole ruleset as one file for `nft -f`. Declaring the table, then flushing and filling it in the same transaction
 * empties chains but not sets, so loading it again keeps every accepted client and breaks no download.
 */
export function renderNftables(checkpoint: Checkpoint, situation: Situation): string {
  const { access, session } = checkpoint;
  const guests = `iifname "${access.interface}"`;
  const whoIsGranted = situation.door === 'open' ? '' : `ether saddr @${GRANTED} `;
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
table ${TABLE} {}
flush table ${TABLE}
table ${TABLE} {
  # Keyed by MAC alone: a new lease or a new IPv6 privacy address must not end a session. The kernel ends it.
  set ${GRANTED} {
    type ether_addr
    flags timeout
    size ${session.maxClients}
  }

  # The walled garden: filled by dnsmasq from the answers for the destinations' names, two generations of it.
${GARDENS.map(gardenSets).join('')}
  # What each client has used of the box lately, and how many flows it holds.
${Object.entries(RATES).map(rateSet).join('')}  set flows {
    type ether_addr
    flags dynamic
    size 65536
  }

  chain recognise {
    type filter hook prerouting priority mangle; policy accept;
    ${guests} ${whoIsGranted}meta mark set meta mark | ${GRANTED_MARK}
${GARDENS.map(setsOf)
  .map(
    ({ ipv4, ipv6 }) =>
      `    ${guests} ip daddr @${ipv4} meta mark set meta mark | ${GARDEN_MARK}\n` +
      `    ${guests} ip6 daddr @${ipv6} meta mark set meta mark | ${GARDEN_MARK}`,
  )
  .join('\n')}
  }
${natChains(checkpoint, situation)}
${filterChains(checkpoint, situation.near ?? [])}
${neighbourChain(checkpoint)}${shapingChains(checkpoint, situation.shaping ?? 'none')}}
${arpTable(checkpoint)}`;
}

function gardenSets(garden: (typeof GARDENS)[number]): string {
  const { ipv4, ipv6 } = setsOf(garden);
  return `  set ${ipv4} {
    type ipv4_addr
    size 4096
  }
  set ${ipv6} {
    type ipv6_addr
    size 4096
  }
`;
}

/** Named here, used in filter.ts. */
const RATES = {
  dns_rate: '1m',
  dns_tcp_rate: '1m',
  // As long as a burst takes to come back: a client that waited for less to be forgotten would have a new one.
  dhcp_rate: '5m',
  dhcp6_rate: '1m',
  portal_rate: '1m',
  ntp_rate: '1m',
  icmp_rate: '1m',
  ntp_answers: '5m',
} as const;

function rateSet([name, timeout]: readonly [string, string]): string {
  return `  set ${name} {
    ${name === 'ntp_answers' ? 'typeof ct id' : 'type ether_addr'}
    flags dynamic,timeout
    timeout ${timeout}
    size 65536
  }
`;
}
