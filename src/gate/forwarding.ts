import { readFileSync, writeFileSync } from 'node:fs';
import type { Upkeep } from './upkeep.ts';

/** The kernel's switches without which a router routes nothing. Whoever may administer the network may write them. */
const SWITCHES = ['net/ipv4/ip_forward', 'net/ipv6/conf/all/forwarding'] as const;

export function createForwarding(folder = '/proc/sys'): Upkeep {
  return {
    name: 'forwarding',
    async keep() {
      const off = SWITCHES.map((name) => `${folder}/${name}`).filter(
        (file) => readFileSync(file, 'utf8').trim() === '0',
      );
      for (const file of off) writeFileSync(file, '1');
      return off.length === 0 ? undefined : `${off.length} switches were off`;
    },
  };
}
