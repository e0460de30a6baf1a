import { expect, sh } from '../../machine/programs/shell.ts';

/** A second server, for what its owner has marked as urgent. */
export const URGENT_ADDRESS = '198.18.30.1';
const INTERNET = 'ip netns exec internet';
/** `DSCP EF`, both ways: of what a phone sends, and of what this server does. It says how many arrived so marked. */
const MARKED = 'ip dscp ef counter';

/** Makes the link to the internet a slow one with a long dumb queue in both directions, as a modem is. */
export async function narrow(kbit: number): Promise<void> {
  const slow = `root tbf rate ${kbit}kbit burst 2kb limit 250kb`;
  await sh(`set -e
ip -n internet link add slow-in type ifb
ip -n internet link set slow-in up
ip -n internet address add ${URGENT_ADDRESS}/32 dev lo
# What most servers use, whatever this machine does.
${INTERNET} sysctl -qw net.ipv4.tcp_congestion_control=cubic
tc -n internet -batch - <<'END'
qdisc replace dev wan0 ${slow}
qdisc replace dev slow-in ${slow}
qdisc add dev wan0 ingress
filter add dev wan0 ingress protocol all u32 match u32 0 0 action mirred egress redirect dev slow-in
END`);
}

export async function widen(): Promise<void> {
  await sh(`tc -n internet qdisc del dev wan0 root
tc -n internet qdisc del dev wan0 ingress
ip -n internet link del slow-in
ip -n internet address del ${URGENT_ADDRESS}/32 dev lo`);
}

/** Every packet that the phone sends, and every one from the second server, claims to be a voice. */
export async function claimUrgency(phone: string): Promise<void> {
  const claim = (netns: string, whose: string) => `ip netns exec ${netns} nft -f - <<'END'
table inet trial {
  chain out { type filter hook output priority mangle; ${whose} ip dscp set ef ${MARKED}; }
  chain in { type filter hook prerouting priority mangle; ${MARKED}; }
}
END`;
  await sh(`set -e\n${claim(phone, '')}\n${claim('internet', `ip saddr ${URGENT_ADDRESS}`)}`);
}

/** How many packets went out with the claim and how many arrived with it, over both. */
export async function dropClaims(phone: string): Promise<{ sent: number; arrived: number }> {
  const counts = { sent: 0, arrived: 0 };
  for (const netns of [phone, 'internet']) {
    const said = await sh(`ip netns exec ${netns} nft list table inet trial`);
    const [sent, arrived] = [...said.matchAll(/counter packets (\d+)/g)].map(([, count]) => Number(count));
    counts.sent += sent ?? 0;
    counts.arrived += arrived ?? Number.POSITIVE_INFINITY;
    await sh(`ip netns exec ${netns} nft delete table inet trial`);
  }
  return counts;
}

/** CAKE's three, as it counts them. */
export interface Tins {
  readonly bulk: number;
  readonly bestEffort: number;
  readonly latency: number;
}

interface Qdisc {
  readonly kind: string;
  readonly root?: true;
  readonly options: { readonly bandwidth?: number };
  readonly tins?: readonly { readonly sent_packets: number }[];
}

/** Packets that each tin of the device's CAKE has sent since it was set up. */
export async function tinsOf(device: string): Promise<Tins> {
  const { kind, tins } = await queueOf(device);
  const [bulk, bestEffort, latency] = (tins ?? []).map(({ sent_packets }) => sent_packets);
  expect(kind === 'cake' && latency !== undefined, `${device}: ${kind}, ${tins?.length} tins`);
  return { bulk: bulk ?? 0, bestEffort: bestEffort ?? 0, latency: latency ?? 0 };
}

export async function queueOf(device: string): Promise<Qdisc> {
  const rows = JSON.parse(await sh(`tc -s -j qdisc show dev ${device}`)) as Qdisc[];
  return rows.find(({ root }) => root) ?? { kind: 'none', options: {} };
}
