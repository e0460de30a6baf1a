import type { Checkpoint } from '../../checkpoint.ts';
import type { Shaping } from './kinds.ts';
import { CLIENT_CLASSES, FIRST_CLASS, FIRST_CLIENT_CLASS, TINS } from './marks.ts';

/** What comes in is sent through this device of our own, as only what goes out can wait in a queue. */
export const IFB = 'ifb-guest';

/** Of the stated rate: the queue must form here, where it can be shared out, and not in the modem. */
const OURS_PERCENT = 95;
/**
 * The same for downloads without CAKE. What is dropped here has used the link already; CAKE's `ingress` reckons with that,
 * HTB does not. Measured with 20 downloads: at 95 % the modem's queue never empties.
 */
const OURS_PERCENT_OF_DOWNLOADS = 86;

/** CAKE: fair by client, then by flow; the tin is the one that nftables has marked. Guests' own DSCP buys nothing, and is washed off. */
export function cake({ uplink }: Checkpoint): Shaping {
  const device = uplink.interface;
  const words = (kbit: number | undefined, host: string) =>
    `cake ${bandwidth(kbit)} diffserv3 ${host} nat wash fwmark ${TINS}`;
  const out = `qdisc replace dev ${device} root handle 1: ${words(uplink.upKbit, 'dual-srchost')} egress`;
  const root = { kind: 'cake', handle: '1:' };
  // Without a rate no queue forms on the way in: nothing would be gained by the detour.
  if (uplink.downKbit === undefined) {
    return { kind: 'cake', links: [], lines: [out], roots: { [device]: root }, ingress: [] };
  }
  return {
    kind: 'cake',
    links: [IFB],
    lines: [
      out,
      `qdisc replace dev ${IFB} root handle 1: ${words(uplink.downKbit, 'dual-dsthost')} ingress`,
      `qdisc add dev ${device} ingress`,
      // Before nftables sees it a packet's tin is known by its connection only.
      `filter add dev ${device} ingress protocol all prio 1 matchall action connmark action mirred egress redirect dev ${IFB}`,
    ],
    roots: { [device]: root, [IFB]: root },
    ingress: [device],
  };
}

/**
 * For kernels without CAKE: so many classes, among which nftables spreads the clients, and one that goes first. What it does not
 * classify, such as the portal's own pages, is not held up. `leaf` is what a class queues in.
 */
export function htb({ uplink, access }: Checkpoint, leaf: 'fq_codel' | 'pfifo'): Shaping {
  const root = { kind: 'htb', handle: '1:' };
  return {
    kind: 'htb',
    links: [],
    lines: [
      ...classes(uplink.interface, ours(uplink.upKbit ?? 0), leaf),
      ...classes(access.interface, ours(uplink.downKbit ?? 0, OURS_PERCENT_OF_DOWNLOADS), leaf),
    ],
    roots: { [uplink.interface]: root, [access.interface]: root },
    ingress: [],
  };
}

/** Fair by flow, where the device itself makes packets wait. */
export function fqCodel(devices: readonly string[]): Shaping {
  return {
    kind: 'fq_codel',
    links: [],
    lines: devices.map((device) => `qdisc replace dev ${device} root handle 1: fq_codel`),
    roots: Object.fromEntries(devices.map((device) => [device, { kind: 'fq_codel', handle: '1:' }])),
    ingress: [],
  };
}

function classes(device: string, kbit: number, leaf: 'fq_codel' | 'pfifo'): string[] {
  // A tenth of a second at the whole rate. Dropped at its head, so that the sender hears of it at once; with a longer one a page's
  // parts come in such bursts that names wait behind them in the modem. 1024 flows of fq_codel a class would fill a small box.
  const queue =
    leaf === 'pfifo'
      ? `pfifo_head_drop limit ${between(10, Math.round(kbit / 110), 1000)}`
      : 'fq_codel flows 32';
  const add = (id: string, words: string) => [
    `class add dev ${device} parent 1:1 classid ${id} htb ${words}`,
    `qdisc add dev ${device} parent ${id} ${queue}`,
  ];
  const share = Math.max(8, Math.floor((kbit * 0.9) / CLIENT_CLASSES));
  return [
    `qdisc replace dev ${device} root handle 1: htb`,
    `class add dev ${device} parent 1: classid 1:1 htb rate ${kbit}kbit ceil ${kbit}kbit`,
    ...add(
      FIRST_CLASS,
      `rate ${Math.max(8, Math.floor(kbit / 10))}kbit ceil ${Math.ceil(kbit / 2)}kbit prio 0 quantum 1514`,
    ),
    // What classes borrow is dealt out by quantum, which by default would follow the rate.
    ...Array.from({ length: CLIENT_CLASSES }, (_, index) =>
      add(
        `1:${(FIRST_CLIENT_CLASS + index).toString(16)}`,
        `rate ${share}kbit ceil ${kbit}kbit prio 1 quantum 1514`,
      ),
    ).flat(),
  ];
}

function bandwidth(kbit: number | undefined): string {
  return kbit === undefined ? 'unlimited' : `bandwidth ${ours(kbit)}kbit`;
}

function ours(kbit: number, percent = OURS_PERCENT): number {
  return Math.floor((kbit * percent) / 100);
}

function between(least: number, value: number, most: number): number {
  return Math.min(Math.max(least, value), most);
}
