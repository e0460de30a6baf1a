import type { Checkpoint } from '../../checkpoint.ts';
import { host, netmask, size } from '../../ipv4.ts';
import { ANSWER_SECONDS_AT_MOST, GARDENS, RUN, setsOf, TABLE } from '../names.ts';
import { DHCP_OPTIONS_FILE } from './dhcp-options.ts';

/** Addresses kept back at the start of the network for the router and access points. */
const RESERVED_HOSTS = 9;

/** Longer than nearly every answer over 4G takes, so that few are asked for twice; then twice as long each time, ten seconds in all. */
const DNS_RETRY_MS = 800;

/**
 * DHCP and DNS for guests. `gardenHosts` are the names a captive client may reach, subdomains included.
 * Names are answered truly: a private address for a foreign name is what makes Samsung phones drop the sign-in.
 */
export function renderDnsmasq(checkpoint: Checkpoint, gardenHosts: readonly string[]): string {
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
interface=${checkpoint.access.interface}
except-interface=lo
bind-dynamic
no-hosts
pid-file=${RUN}/dnsmasq.pid

${dhcpLines(checkpoint)}
domain-needed
bogus-priv
# A private address for a foreign name makes Samsung phones drop the sign-in, and leads guests into the uplink's own network.
stop-dns-rebind
# 150, the default, is reached by some 25 phones on a slow uplink.
dns-forward-max=1000
cache-size=10000
# A question that 4G has lost is asked again by a phone after as much as five seconds; dnsmasq (2.88 and newer) asks again itself.
fast-dns-retry=${DNS_RETRY_MS}
# The garden is filled from upstream answers only: they are forgotten before their addresses leave it.
max-cache-ttl=${ANSWER_SECONDS_AT_MOST}
max-ttl=${ANSWER_SECONDS_AT_MOST}
${ownNames(checkpoint)}
${tlsLines(checkpoint)}${gardenHosts.map((name) => `nftset=/${name}/${gardenSets()}\n`).join('')}`;
}

/** How many phones can have an address at once. */
export function poolSize({ subnet }: Checkpoint['guest']): number {
  return size(subnet) - 2 - RESERVED_HOSTS;
}

function dhcpLines(checkpoint: Checkpoint): string {
  const { guest } = checkpoint;
  const first = host(guest.subnet, RESERVED_HOSTS + 1);
  const last = host(guest.subnet, size(guest.subnet) - 2);
  return `dhcp-authoritative
# A phone's own name ("Nguyen Van A's phone") is nobody's business, and one that calls itself wpad must not become it.
dhcp-ignore-names
# dnsmasq cannot refuse an address without logging whose it was, so it logs nothing.
log-facility=/dev/null
# Asking an address for 3 s whether it is free would add 3 s to every arrival.
no-ping
dhcp-range=${first},${last},${netmask(guest.subnet)},${guest.leaseMinutes}m
dhcp-option=option:router,${guest.address}
dhcp-option=option:dns-server,${guest.address}
dhcp-leasefile=${RUN}/dnsmasq.leases
dhcp-lease-max=${Math.max(1000, size(guest.subnet))}
${ipv6Lines(checkpoint)}`;
}

/** The names that this box answers for itself, online or not. */
export function ownNames(checkpoint: Checkpoint): string {
  const { guest, tls } = checkpoint;
  const own = [guest.portalName, ...(tls ? [tls.name] : [])].map((name) =>
    ['host-record', [name, ...addressesOf(checkpoint)].join(',')].join('='),
  );
  return `${own.join('\n')}
# Windows offers the sign-in only while this name resolves to what it expects.
host-record=dns.msftncsi.com,131.107.255.255,fd3e:4f5a:5b81::1
# Apple's way to be told that Private Relay cannot work here.
address=/mask.icloud.com/
address=/mask-h2.icloud.com/`;
}

/**
 * No look-up for the certificate's name goes upstream: what its owner may have there, an IPv6 address or an HTTPS record, would
 * lead phones past the box.
 */
function tlsLines({ tls }: Checkpoint): string {
  return tls ? `local=/${tls.name}/\ndhcp-optsfile=${DHCP_OPTIONS_FILE}\n` : '';
}

/** The addresses by which guests reach the box. */
function addressesOf({ guest }: Checkpoint): readonly string[] {
  return guest.ipv6 ? [guest.address, guest.ipv6.address] : [guest.address];
}

/** Addresses by advertisement, which every phone understands; DHCPv6 only for what else there is to tell. */
function ipv6Lines({ guest }: Checkpoint): string {
  if (!guest.ipv6) return '';
  const { prefix, address } = guest.ipv6;
  return `enable-ra
dhcp-range=${prefix},ra-stateless,64,${guest.leaseMinutes}m
dhcp-option=option6:dns-server,[${address}]
`;
}

/** `4#inet#checkpoint#garden_a4,6#inet#checkpoint#garden_a6,…` */
function gardenSets(): string {
  const table = TABLE.replace(' ', '#');
  return GARDENS.map(setsOf)
    .flatMap(({ ipv4, ipv6 }) => [`4#${table}#${ipv4}`, `6#${table}#${ipv6}`])
    .join(',');
}
