import type { Checkpoint } from '../../checkpoint.ts';
import { formatIpv4 } from '../../ipv4.ts';
import { GARDEN_MARK, GRANTED_MARK, OFFLINE_DNS_PORT } from '../names.ts';
import type { Situation } from './situation.ts';

/** Where guests' packets are sent: to the portal, to our DNS, out under the box's own address. */
export function natChains(checkpoint: Checkpoint, { uplink }: Situation): string {
  const { access, tls } = checkpoint;
  const guests = `iifname "${access.interface}"`;
  const captive = `${guests} meta mark & ${GRANTED_MARK} == 0`;
  const free = `meta mark & ${orOf(GRANTED_MARK, GARDEN_MARK)} != 0`;
  return `
  chain to_portal {
    type nat hook prerouting priority dstnat; policy accept;
    # The portal itself answers on its own address whether the client has accepted or not.
${families(checkpoint, ({ own, to, port }) => `    ${guests} ${own} tcp dport 80 ${to(port)}`)}
${tls ? `${families(checkpoint, ({ own, to }) => `    ${guests} ${own} tcp dport 443 ${to(tls.port)}`)}\n` : ''}${
  uplink === 'down'
    ? `    # Without the internet the box answers captive clients itself, so that the guide still comes up.
${families(checkpoint, ({ any, to }) => `    ${captive} ${any} meta l4proto { tcp, udp } th dport 53 ${to(OFFLINE_DNS_PORT)}`)}
`
    : ''
}    # Whatever resolver a client has been given by hand (8.8.8.8), ours answers: it must find the portal, and tunnel nothing.
${families(checkpoint, ({ any, to }) => `    ${guests} ${any} meta l4proto { tcp, udp } th dport 53 ${to(53)}`)}
    # The garden is left alone on port 80 too: sites redirect from there to https.
    ${guests} ${free} accept
${families(checkpoint, ({ any, to, port }) => `    ${guests} ${any} tcp dport 80 ${to(port)}`)}
  }

  chain to_uplink {
    type nat hook postrouting priority srcnat; policy accept;
${sources(checkpoint)
  .map((source) => `    oifname "${checkpoint.uplink.interface}" ${source} masquerade`)
  .join('\n')}
  }`;
}

/** What stands for the guests' own networks in a rule. */
export function sources({ guest }: Checkpoint): readonly string[] {
  const ipv4 = `ip saddr ${formatIpv4(guest.subnet.base)}/${guest.subnet.length}`;
  return guest.ipv6 ? [ipv4, `ip6 saddr ${guest.ipv6.prefix}/64`] : [ipv4];
}

interface Family {
  /** Matches every packet of the family. */
  readonly any: string;
  /** Matches packets to the router's own address. */
  readonly own: string;
  readonly port: number;
  readonly to: (port: number) => string;
}

/** To the router's address by name: `redirect` would take whichever the interface has first, a link-local one too. */
function families({ guest, portal }: Checkpoint, rule: (family: Family) => string): string {
  const { port } = portal;
  const ipv4: Family = {
    any: 'meta nfproto ipv4',
    own: `ip daddr ${guest.address}`,
    port,
    to: (to) => `dnat ip to ${guest.address}:${to}`,
  };
  if (!guest.ipv6) return rule(ipv4);
  const { address } = guest.ipv6;
  const ipv6: Family = {
    any: 'meta nfproto ipv6',
    own: `ip6 daddr ${address}`,
    port,
    to: (to) => `dnat ip6 to [${address}]:${to}`,
  };
  return [ipv4, ipv6].map(rule).join('\n');
}

function orOf(...marks: readonly string[]): string {
  const sum = marks.reduce((bits, mark) => bits | Number(mark), 0);
  return `0x${sum.toString(16).padStart(8, '0')}`;
}
