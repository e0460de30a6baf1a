import type { Checkpoint } from '../../checkpoint.ts';
import { ARP_TABLE, LINK_LOCAL } from '../names.ts';

/**
 * Whom an address belongs to is what a client says, and the portal lets through whom the kernel believes. So a client may speak
 * only for the MAC that it sends from: else one radio could have a thousand MACs of its invention let through, until there is no
 * room for anybody. nftables cannot compare two fields; it can write one over the other.
 */
export function arpTable({ access }: Checkpoint): string {
  return `table ${ARP_TABLE} {}
flush table ${ARP_TABLE}
table ${ARP_TABLE} {
  chain input {
    type filter hook input priority filter; policy accept;
    iifname "${access.interface}" arp saddr ether set ether saddr
  }
}
`;
}

/**
 * The same for IPv6 (RFC 4861 sections 4.1, 4.3, 4.4 and 4.6.1). The checksum is left as it was: a message that has been changed
 * is dropped for it. The kernel takes the first address of a message, which is where everybody puts it, so it has to be there.
 */
export function neighbourChain({ access, guest }: Checkpoint): string {
  const guests = `iifname "${access.interface}"`;
  const messages = `${guests} icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert }`;
  return `
  chain neighbours {
    type filter hook input priority filter - 20; policy accept;
${own(guest)
  .map((target) => `    ${guests} icmpv6 type nd-neighbor-advert @th,64,128 ${target} drop\n`)
  .join('')}    ${messages} ip6 saddr != :: @th,192,8 != { 1, 2 } drop
    ${messages} @th,192,8 { 1, 2 } @th,208,48 set @ll,48,48
    ${guests} icmpv6 type nd-router-solicit ip6 saddr != :: @th,64,8 != 1 drop
    ${guests} icmpv6 type nd-router-solicit @th,64,8 1 @th,80,48 set @ll,48,48
  }
`;
}

/**
 * The box's own addresses among the guests, as the number in a message. Whoever says that one is theirs would have their MAC
 * written to the kernel's log, and so to the disk.
 */
function own({ ipv6 }: Checkpoint['guest']): string[] {
  return ipv6 ? [ipv6.address, LINK_LOCAL].map(numberOf) : [];
}

/** `fd12:3456:789a::1` as `0xfd123456789a…0001`. */
function numberOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => group.padStart(4, '0'));
  const zeros = 8 - groups(head).length - groups(tail).length;
  return `0x${[...groups(head), ...Array(zeros).fill('0000'), ...groups(tail)].join('')}`;
}
