import type { Checkpoint } from '../checkpoint.ts';
import { host, netmask, size } from '../ipv4.ts';
import { DHCP_OPTIONS_FILE } from './dhcp-options.ts';
import { GARDEN_TIMEOUT_SECONDS, TABLE } from './nftables.ts';

/** Addresses kept back at the start of the network for the router and access points. */
const RESERVED_HOSTS = 9;

/**
 * DHCP and DNS for guests. `gardenHosts` are the names a captive client may reach, subdomains included.
 * Names are answered truly: a private address for a foreign name is what makes Samsung phones drop the sign-in.
 */
export function renderDnsmasq(checkpoint: Checkpoint, gardenHosts: readonly string[]): string {
  const { access, guest } = checkpoint;
  const first = host(guest.subnet, RESERVED_HOSTS + 1);
  const last = host(guest.subnet, size(guest.subnet) - 2);
  const table = TABLE.replace(' ', '#');
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
interface=${access.interface}
except-interface=lo
bind-dynamic
no-hosts
domain-needed
bogus-priv

dhcp-authoritative
# A phone's own name ("Nguyen Van A's phone") is nobody's business, and one that calls itself wpad must not become it.
dhcp-ignore-names
# dnsmasq cannot refuse an address without logging whose it was, so it logs nothing.
log-facility=/dev/null
# Asking an address for 3 s whether it is free would add 3 s to every arrival.
no-ping
dhcp-range=${first},${last},${netmask(guest.subnet)},${guest.leaseMinutes}m
dhcp-option=option:router,${guest.address}
dhcp-option=option:dns-server,${guest.address}
dhcp-leasefile=/run/checkpoint-portal/dnsmasq.leases
dhcp-lease-max=${Math.max(1000, size(guest.subnet))}

# 150, the default, is reached by some 25 phones on a slow uplink.
dns-forward-max=1000
cache-size=10000
# The garden is filled from upstream answers only: forget before its addresses expire.
max-cache-ttl=${GARDEN_TIMEOUT_SECONDS / 2}
host-record=${guest.portalName},${guest.address}
${publicName(checkpoint)}# Windows offers the sign-in only while this name resolves to what it expects.
host-record=dns.msftncsi.com,131.107.255.255,fd3e:4f5a:5b81::1
# Apple's way to be told that Private Relay cannot work here.
address=/mask.icloud.com/
address=/mask-h2.icloud.com/
${gardenHosts.map((name) => `nftset=/${name}/4#${table}#garden4,6#${table}#garden6\n`).join('')}`;
}

/**
 * The certificate's name leads to the portal. No look-up for it goes upstream: what its owner may have there, an IPv6 address or
 * an HTTPS record, would lead phones past the box.
 */
function publicName({ tls, guest }: Checkpoint): string {
  if (!tls) return '';
  const addresses = [guest.address, ...(guest.ipv6 ? [guest.ipv6.address] : [])];
  return `host-record=${[tls.name, ...addresses].join(',')}
local=/${tls.name}/
dhcp-optsfile=${DHCP_OPTIONS_FILE}
`;
}
