import type { Checkpoint } from '../../checkpoint.ts';
import { formatIpv4 } from '../../ipv4.ts';
import { GARDEN_MARK, GRANTED_MARK, NTP_MARK, OFFLINE_ADDRESS, OFFLINE_DNS_PORT } from '../names.ts';
import { sources } from './nat.ts';

/** What is nobody's on the internet: the uplink's own network, its modem's page, a district's VPN (RFC 6890). */
const NOT_THE_INTERNET = `{ 0.0.0.0/8, ${OFFLINE_ADDRESS}, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16, 224.0.0.0/3 }`;
/** Global unicast, and the prefix by which an IPv6-only uplink reaches IPv4 (RFC 6052). */
const THE_INTERNET_OF_6 = '{ 2000::/3, 64:ff9b::/96 }';

/** More than a phone with all its apps holds, and a small part of what the kernel can track. */
const FLOWS_AT_MOST = 1000;

/**
 * A verdict of "drop" is final, "accept" only ends our own chains. Captive clients' packets are dropped, not rejected:
 * Chrome looks for a portal after a timeout but not after a refusal, and an iPhone that met refusals raised no sheet.
 */
export function filterChains(checkpoint: Checkpoint, near: readonly string[]): string {
  return `${forwardChain(checkpoint, near)}\n${inputChain(checkpoint)}`;
}

function forwardChain(checkpoint: Checkpoint, near: readonly string[]): string {
  const { access, uplink } = checkpoint;
  const guests = `iifname "${access.interface}"`;
  const ntpAnswer = `iifname "${uplink.interface}" ct mark & ${NTP_MARK} == ${NTP_MARK}`;
  const foreign = sources(checkpoint).map(
    (source) => `    ${guests} ${source.replace('saddr', 'saddr !=')} drop`,
  );
  return `
  chain forward {
    type filter hook forward priority filter - 10; policy accept;
    # To the uplink and nowhere else: not to other guests, not to a VPN of the district.
    ${guests} oifname != "${uplink.interface}" drop
${foreign.join('\n')}
    # Not in the box's own name either: the answer would be for the box, from a side that is not asked what it is for.
    ${guests} fib saddr type local drop
${checkpoint.guest.ipv6 ? '' : `    ${guests} meta nfproto ipv6 drop\n`}    # The internet and nothing before it: not the uplink's own network, whatever a name resolves to.
    ${guests} ip daddr ${NOT_THE_INTERNET} drop
    ${guests} ip6 daddr != ${THE_INTERNET_OF_6} drop
${near.map((network) => `    ${guests} ${network.includes(':') ? 'ip6' : 'ip'} daddr ${network} drop\n`).join('')}    # One client must not fill the table of connections for all.
    ${guests} ct state new add @flows { ether saddr ct count over ${FLOWS_AT_MOST} } drop
    # Marked per packet and not per connection: a revoked client's downloads end at once.
    ${guests} meta mark & ${GRANTED_MARK} == ${GRANTED_MARK} accept
    ${guests} meta mark & ${GARDEN_MARK} == ${GARDEN_MARK} tcp dport { 80, 443 } accept
    ${guests} meta mark & ${GARDEN_MARK} == ${GARDEN_MARK} udp dport 443 accept
    # A phone whose clock is wrong trusts no certificate. 56 octets are a question and no tunnel (RFC 5905 section 7.3).
    ${guests} udp dport 123 udp length 56 update @ntp_rate { ether saddr limit rate 10/minute burst 10 packets } ct mark set ct mark | ${NTP_MARK} accept
    ${guests} drop
    # And the answer is no download, which a server could send to whoever has once asked.
    ${ntpAnswer} udp length != 56 drop
    ${ntpAnswer} update @ntp_answers { ct id limit rate over 10/minute burst 10 packets } drop
    iifname "${uplink.interface}" oifname "${access.interface}" ct state established,related accept
    oifname "${access.interface}" drop
  }`;
}

function inputChain(checkpoint: Checkpoint): string {
  const { access, portal, tls, guest } = checkpoint;
  const ipv4 = `${formatIpv4(guest.subnet.base)}/${guest.subnet.length}`;
  const ipv6 = guest.ipv6 ? `, ${guest.ipv6.prefix}/64` : '';
  const ports = [portal.port, ...(tls ? [tls.port] : [])].join(', ');
  return `
  chain input {
    type filter hook input priority filter - 10; policy accept;
    # The portal is for guests: whoever finds it from the uplink would be counted among them.
    iifname != { "lo", "${access.interface}" } tcp dport { ${ports} } drop
    iifname != "${access.interface}" accept
    # Whoever asks in a stranger's name has the box send its answers to the internet. IPv6 has no rp_filter.
    ip saddr != { 0.0.0.0, ${ipv4} } drop
    ip6 saddr != { ::, fe80::/10${ipv6} } drop
    fib saddr type local drop
${shares(ports)}    udp dport { 53, 67, 547 } accept
    tcp dport 53 accept
    tcp dport { ${ports} } accept
    # Asked for another resolver's name, and led here while the uplink is down.
    meta l4proto { tcp, udp } th dport ${OFFLINE_DNS_PORT} ct status dnat accept
    icmp type echo-request accept
    icmpv6 type { echo-request, nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-report, mld2-listener-report } accept
    ct state established,related accept
    # All else on this box, the report API and ssh first, is no guest's business.
    drop
  }`;
}

function shares(ports: string): string {
  return `    # What the box does for guests, to each its share: enough for any phone, too little for a tunnel through DNS.
    udp dport { 53, ${OFFLINE_DNS_PORT} } update @dns_rate { ether saddr limit rate over 40/second burst 200 packets } drop
    # And to all together less than dnsmasq bears: a client may make up MACs. One that is flooded is mute, and would be ended for it.
    udp dport { 53, ${OFFLINE_DNS_PORT} } limit rate over 3000/second burst 3000 packets drop
    # Over one connection of TCP questions come by the hundred, and answers of 64 kB. A captive client needs hardly one.
    meta mark & ${GRANTED_MARK} == 0 tcp dport { 53, ${OFFLINE_DNS_PORT} } update @dns_tcp_rate { ether saddr limit rate over 2/second burst 30 packets } drop
    # Under names of its invention one client could take every lease there is: in the half hour of one it gets two hundred.
    udp dport 67 update @dhcp_rate { ether saddr limit rate over 6/minute burst 30 packets } drop
    udp dport 547 update @dhcp6_rate { ether saddr limit rate over 5/second burst 20 packets } drop
    tcp dport { 53, ${OFFLINE_DNS_PORT}, ${ports} } ct state new update @portal_rate { ether saddr limit rate over 40/second burst 200 packets } drop
    meta l4proto { icmp, icmpv6 } update @icmp_rate { ether saddr limit rate over 40/second burst 200 packets } drop
`;
}
