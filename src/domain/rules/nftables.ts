import type { Checkpoint } from '../checkpoint.ts';
import { formatIpv4 } from '../ipv4.ts';

/** The table that is ours alone; whatever the distribution loads lives in others. */
export const TABLE = 'inet checkpoint';
/** The set of accepted clients: a MAC with the time that is left to it. */
export const GRANTED = 'granted';

/** Carried by every packet of an accepted client, from one set look-up before routing. One bit, so that other marks survive. */
const GRANTED_MARK = '0x00010000';

/** How long an address that a garden name resolved to stays reachable; dnsmasq's cache must forget sooner (see dnsmasq.ts). */
export const GARDEN_TIMEOUT_SECONDS = 3600;

/**
 * The whole ruleset as one file for `nft -f`. Declaring the table, then flushing and filling it in the same transaction
 * empties chains but not sets, so loading it again keeps every accepted client and breaks no download.
 */
export function renderNftables(checkpoint: Checkpoint): string {
  const { access, session } = checkpoint;
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

  # Filled by dnsmasq from the answers for the destinations' names.
  set garden4 {
    type ipv4_addr
    flags timeout
    timeout ${GARDEN_TIMEOUT_SECONDS}s
    size 4096
  }
  set garden6 {
    type ipv6_addr
    flags timeout
    timeout ${GARDEN_TIMEOUT_SECONDS}s
    size 4096
  }

  chain recognise {
    type filter hook prerouting priority mangle; policy accept;
    iifname "${access.interface}" ether saddr @${GRANTED} meta mark set meta mark | ${GRANTED_MARK}
  }
${redirectChains(checkpoint)}
${filterChains(checkpoint)}
}
`;
}

function redirectChains(checkpoint: Checkpoint): string {
  const { access, uplink, guest, portal } = checkpoint;
  const guests = `${formatIpv4(guest.subnet.base)}/${guest.subnet.length}`;
  return `
  chain to_portal {
    type nat hook prerouting priority dstnat; policy accept;
    # The portal itself answers on port 80 whether the client has accepted or not.
    iifname "${access.interface}" ip daddr ${guest.address} tcp dport 80 redirect to :${portal.port}
${secureRedirect(checkpoint)}    iifname "${access.interface}" meta mark & ${GRANTED_MARK} == ${GRANTED_MARK} accept
    # A phone with a resolver of its own (8.8.8.8) must still find the portal.
    iifname "${access.interface}" udp dport 53 redirect to :53
    iifname "${access.interface}" tcp dport 53 redirect to :53
    # The garden is left alone on port 80 too: sites redirect from there to https.
    iifname "${access.interface}" ip daddr @garden4 accept
    iifname "${access.interface}" ip6 daddr @garden6 accept
    iifname "${access.interface}" meta nfproto ipv4 tcp dport 80 redirect to :${portal.port}
  }

  chain to_uplink {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "${uplink.interface}" ip saddr ${guests} masquerade
  }`;
}

function secureRedirect({ access, guest, tls }: Checkpoint): string {
  if (!tls) return '';
  return `    iifname "${access.interface}" ip daddr ${guest.address} tcp dport 443 redirect to :${tls.port}\n`;
}

/**
 * A verdict of "drop" is final, "accept" only ends our own chains. Captive clients' packets are dropped, not rejected:
 * Chrome looks for a portal after a timeout but not after a refusal, and an iPhone that met refusals raised no sheet.
 */
function filterChains({ access, uplink, portal, tls }: Checkpoint): string {
  const ports = [portal.port, ...(tls ? [tls.port] : [])];
  return `
  chain forward {
    type filter hook forward priority filter - 10; policy accept;
    # To the uplink and nowhere else: not to other guests, not to a VPN of the district.
    iifname "${access.interface}" oifname != "${uplink.interface}" drop
    # Marked per packet and not per connection: a revoked client's downloads end at once.
    iifname "${access.interface}" meta mark & ${GRANTED_MARK} == ${GRANTED_MARK} accept
    iifname "${access.interface}" ip daddr @garden4 tcp dport { 80, 443 } accept
    iifname "${access.interface}" ip6 daddr @garden6 tcp dport { 80, 443 } accept
    iifname "${access.interface}" drop
    iifname "${uplink.interface}" oifname "${access.interface}" ct state established,related accept
    oifname "${access.interface}" drop
  }

  chain input {
    type filter hook input priority filter - 10; policy accept;
    # The portal is for guests: whoever finds it from the uplink would be counted among them.
    iifname != { "lo", "${access.interface}" } tcp dport ${tls ? `{ ${ports.join(', ')} }` : portal.port} drop
    iifname != "${access.interface}" accept
    udp dport { 53, 67 } accept
    tcp dport { ${[53, ...ports].join(', ')} } accept
    icmp type echo-request accept
    ct state established,related accept
    # All else on this box, the report API and ssh first, is no guest's business; nor is IPv6 while guests get none.
    drop
  }`;
}
