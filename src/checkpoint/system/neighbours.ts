import { readFileSync } from 'node:fs';
import { parseIpv4 } from '../../domain/ipv4.ts';
import { isIpv6 } from '../../domain/ipv6.ts';
import { type Mac, parseMac } from '../../domain/mac.ts';
import type { Log } from '../../platform/log.ts';
import { createRounds } from '../../platform/rounds.ts';
import { runCommand } from '../../platform/run-command.ts';
import { createWatch } from '../../platform/watch.ts';
import type { Neighbours } from '../ports.ts';

/** Listing 1,000 neighbours takes 5 ms; a phone should not wait for one that hangs. */
const LIST_MS = 1000;

/**
 * The kernel's neighbours. IPv4's are read from /proc: 50 µs, where a spawned `ip neigh` takes 3 ms. The kernel shows IPv6's
 * over netlink only, so all who ask at once share one `ip neigh`.
 */
export function createNeighbours(guestInterface: string, log: Log, arpTable = '/proc/net/arp'): Neighbours {
  const reading = createWatch(log, {
    failing: 'the kernel does not say who is on the WiFi, nobody can be let through',
    working: 'the kernel says again who is on the WiFi',
  });
  const listIpv6 = createRounds(() =>
    runCommand('ip', ['-6', '-oneline', 'neighbour', 'show', 'dev', guestInterface], { timeoutMs: LIST_MS }),
  );
  return {
    async macOf(ip) {
      try {
        const mac = isIpv6(ip)
          ? findIpv6(await listIpv6(), ip)
          : findIpv4(readFileSync(arpTable, 'utf8'), ip, guestInterface);
        reading.worked();
        return mac;
      } catch (error) {
        reading.failed(error);
        return undefined;
      }
    },
  };
}

/** `fd12:3456:789a::5 lladdr 02:00:00:00:00:01 REACHABLE`; a link-local address has its interface behind it in Node's spelling. */
function findIpv6(list: string, ip: string): Mac | undefined {
  const [address] = ip.split('%');
  const line = list.split('\n').find((row) => row.startsWith(`${address} `));
  return parseMac(line?.match(/ lladdr (\S+)/)?.[1]);
}

/** Columns: IP address, HW type, Flags, HW address, Mask, Device (proc(5)). Flag 0x2 says that the entry is complete. */
function findIpv4(table: string, ip: string, guestInterface: string): Mac | undefined {
  // An address may have a line for each interface. Looked for as text: the table of a full network is long.
  for (let at = table.indexOf(`\n${ip} `); at >= 0; at = table.indexOf(`\n${ip} `, at + 1)) {
    const [, , flags, mac, , device] = table.slice(at + 1, table.indexOf('\n', at + 1)).split(/ +/);
    if (device === guestInterface && Number(flags) & 2) return parseMac(mac);
  }
  return undefined;
}

/** On a laptop there is no WiFi: each address is taken for a client of its own, so that the whole journey can be tried. */
export function createSimulatedNeighbours(): Neighbours {
  return {
    async macOf(ip) {
      const address = parseIpv4(ip) ?? 1;
      const octets = [24, 16, 8, 0].map((shift) => ((address >>> shift) & 255).toString(16).padStart(2, '0'));
      return parseMac(`02:00:${octets.join(':')}`);
    },
  };
}
