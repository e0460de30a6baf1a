import type { Checkpoint } from '../../checkpoint.ts';
import { GARDEN_MARK } from '../names.ts';
import type { ShapingKind } from './kinds.ts';

/** Beside the bits of names.ts: which of CAKE's tins a packet waits in. In the connection's mark too, for the way back. */
export const TINS = '0x000e0000';
const ALL_BUT_TINS = '0xfff1ffff';
/** sch_cake.c counts tins by `bulk_order`: 1 is bulk, 2 best effort, 3 latency. 0 would let the packet's DSCP decide. */
const BEST_EFFORT = '0x00040000';
const LATENCY = '0x00060000';

/** HTB's class for what goes first. */
export const FIRST_CLASS = '1:2';
/** HTB's classes for clients: 20 phones meet another in their class less than once in ten, and 256 are set up in 12 ms. */
export const CLIENT_CLASSES = 256;
export const FIRST_CLIENT_CLASS = 0x100;

/** Chains of our table that tell the queues what a packet is. They say nothing about whether it may pass. */
export function shapingChains(checkpoint: Checkpoint, kind: ShapingKind): string {
  if (kind === 'cake') return tinChains(checkpoint);
  if (kind === 'htb') return tinChains(checkpoint) + classChains(checkpoint);
  return '';
}

/** Every packet is told its tin. Only our bits of the marks are touched. */
function tinChains({ access, uplink }: Checkpoint): string {
  const guests = `iifname "${access.interface}" oifname "${uplink.interface}"`;
  return `
  chain goes_first {
    ${inTin(LATENCY)}
  }

  chain tins_of_guests {
    type filter hook forward priority mangle; policy accept;
    ${guests} ${inTin(BEST_EFFORT)}
    ${guests} meta mark & ${GARDEN_MARK} == ${GARDEN_MARK} jump goes_first
    # 56 octets are a question for the time and no tunnel.
    ${guests} udp dport 123 udp length 56 jump goes_first
  }

  chain tins_of_the_box {
    type filter hook output priority mangle; policy accept;
    oifname "${uplink.interface}" udp dport { 53, 123 } jump goes_first
    oifname "${uplink.interface}" tcp dport 53 jump goes_first
  }
`;
}

/** HTB takes the class from the packet's priority. The same client gets the same class each time: the seed is fixed. */
function classChains({ access, uplink }: Checkpoint): string {
  const up = `iifname "${access.interface}" oifname "${uplink.interface}"`;
  const down = `iifname "${uplink.interface}" oifname "${access.interface}"`;
  const first = `& ${TINS} == ${LATENCY} meta priority set ${FIRST_CLASS}`;
  return `
  chain classes_of_guests {
    type filter hook forward priority mangle + 1; policy accept;
    ${up} meta priority set ${classBy('ether saddr')}
    # On the way down the client's MAC is not known yet.
    ${down} meta priority set ${classBy('ip daddr')}
    ${down} meta priority set ${classBy('ip6 daddr')}
    ${up} ct mark ${first}
    ${down} ct mark ${first}
  }

  chain classes_of_the_box {
    type filter hook output priority mangle + 1; policy accept;
    oifname "${uplink.interface}" meta mark ${first}
  }
`;
}

function inTin(tin: string): string {
  return ['meta', 'ct'].map((of) => `${of} mark set ${of} mark & ${ALL_BUT_TINS} | ${tin}`).join(' ');
}

/** A class id is 16 bits of the qdisc's handle, here 1, and 16 of its own. */
function classBy(address: string): string {
  return `jhash ${address} mod ${CLIENT_CLASSES} seed 0x5eed offset ${0x10000 + FIRST_CLIENT_CLASS}`;
}
