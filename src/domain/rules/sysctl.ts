import type { Checkpoint } from '../checkpoint.ts';

/**
 * What the kernel must do for a router of some thousand phones. Names with slashes, as an interface may have a dot in its own; a
 * "-" before those that are not there in every kernel, or not yet: systemd sets an interface's when it appears.
 */
export function renderSysctl({ access, uplink }: Checkpoint): string {
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
net/ipv4/ip_forward = 1
net/ipv6/conf/all/forwarding = 1
# A router takes no router's word for its own routes, unless told so: the uplink's it needs.
-net/ipv6/conf/${uplink.interface}/accept_ra = 2

# Each phone is a neighbour, with several IPv6 addresses. 1024, the default, is reached by 300 of them, and the rest get nothing.
${NEIGHBOURS.map((row) => `${row}\n`).join('')}
# 64 connections for each of 2,000 phones; those of phones that have gone are kept for two hours (RFC 5382), not for five days.
-net/netfilter/nf_conntrack_max = 131072
-net/netfilter/nf_conntrack_tcp_timeout_established = 7440

# Nobody tells this box, or a phone through it, a shorter way.
${REDIRECTS.map((row) => `${row}\n`).join('')}-net/ipv4/conf/${access.interface}/send_redirects = 0
-net/ipv6/conf/${access.interface}/accept_redirects = 0
-net/ipv6/conf/${uplink.interface}/accept_redirects = 0

# Nobody has the box's addresses but the box. To look for another that has would let a guest say "I": IPv6 would stay off, and the
# kernel would log whose MAC it was.
-net/ipv6/conf/${access.interface}/accept_dad = 0
# The kernel logs no packet with a strange source: its MAC would be in the journal.
net/ipv4/conf/all/log_martians = 0
-net/ipv4/conf/${access.interface}/log_martians = 0

# No guest sends in the name of an address that is not on the guests' side.
-net/ipv4/conf/${access.interface}/rp_filter = 1
# What stays on the bridge is the bridge's: other rules of this box have no say in it.
-net/bridge/bridge-nf-call-iptables = 0
-net/bridge/bridge-nf-call-ip6tables = 0
`;
}

const NEIGHBOURS = ['ipv4', 'ipv6'].flatMap((family) =>
  [4096, 8192, 16_384].map((count, index) => `-net/${family}/neigh/default/gc_thresh${index + 1} = ${count}`),
);

const REDIRECTS = [
  ...['accept_redirects', 'secure_redirects', 'send_redirects'].flatMap((key) =>
    ['all', 'default'].map((name) => `net/ipv4/conf/${name}/${key} = 0`),
  ),
  ...['all', 'default'].map((name) => `net/ipv6/conf/${name}/accept_redirects = 0`),
];
