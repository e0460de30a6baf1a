import { readFileSync } from 'node:fs';
import { parseIpv4 } from '../../domain/ipv4.ts';
import { type Mac, parseMac } from '../../domain/mac.ts';
import type { Neighbours } from '../ports.ts';

/** The kernel's IPv4 neighbours. Read from /proc: 50 µs, where a spawned `ip neigh` takes 3 ms. */
export function createNeighbours(guestInterface: string, arpTable = '/proc/net/arp'): Neighbours {
  return { macOf: (ip) => findMac(readFileSync(arpTable, 'utf8'), ip, guestInterface) };
}

/** Columns: IP address, HW type, Flags, HW address, Mask, Device (proc(5)). Flag 0x2 says that the entry is complete. */
function findMac(table: string, ip: string, guestInterface: string): Mac | undefined {
  for (const line of table.split('\n')) {
    const [address, , flags, mac, , device] = line.split(/\s+/);
    if (address === ip && device === guestInterface && Number(flags) & 2) return parseMac(mac);
  }
  return undefined;
}

/** On a laptop there is no WiFi: each address is taken for a client of its own, so that the whole journey can be tried. */
export function createSimulatedNeighbours(): Neighbours {
  return {
    macOf(ip) {
      const address = parseIpv4(ip) ?? 1;
      const octets = [24, 16, 8, 0].map((shift) => ((address >>> shift) & 255).toString(16).padStart(2, '0'));
      return parseMac(`02:00:${octets.join(':')}`);
    },
  };
}
