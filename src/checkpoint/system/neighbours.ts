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

/** For so long a list serves whoever it knows: with a thousand phones there, making it takes the kernel half a millisecond. */
const FRESH_MS = 50;

/**
 * The kernel's neighbours. IPv4's are read from /proc, in 50 µs where a spawned `ip neigh` takes 3 ms. The kernel shows IPv6's
 * over netlink only, so all who ask at once share one `ip neigh`. Who is not on the last list may have come since: for them it
 * is made anew.
 */
export function createNeighbours(guestInterface: string, log: Log, arpTable = '/proc/net/arp'): Neighbours {
  const ipv4 = createFamily('IPv4', log, async () =>
    readIpv4(readFileSync(arpTable, 'utf8'), guestInterface),
  );
  const ipv6 = createFamily('IPv6', log, async () =>
    readIpv6(
      await runCommand('ip', ['-6', '-oneline', 'neighbour', 'show', 'dev', guestInterface], {
        timeoutMs: LIST_MS,
      }),
    ),
  );
  return {
    macOf(ip) {
      // A link-local address has its interface behind it in Node's spelling.
      const [address = ''] = ip.split('%');
      return (isIpv6(ip) ? ipv6 : ipv4)(address);
    },
  };
}

/** Who has an address of one family; undefined also where the kernel does not say, which is told once. */
function createFamily(name: string, log: Log, make: () => Promise<List>) {
  const reading = createWatch(log, {
    failing: `the kernel does not say who is on the WiFi over ${name}, nobody there can be let through`,
    working: `the kernel says again who is on the WiFi over ${name}`,
  });
  const list = createList(make);
  return async (address: string): Promise<Mac | undefined> => {
    try {
      const mac = await list(address);
      reading.worked();
      return mac;
    } catch (error) {
      reading.failed(error);
      return undefined;
    }
  };
}

type List = ReadonlyMap<string, Mac>;

function createList(make: () => Promise<List>): (address: string) => Promise<Mac | undefined> {
  let list: List = new Map();
  let madeMs = Number.NEGATIVE_INFINITY;
  const renew = createRounds(async () => {
    list = await make();
    madeMs = performance.now();
  });
  return async (address) => {
    const known = performance.now() - madeMs < FRESH_MS ? list.get(address) : undefined;
    if (known) return known;
    await renew();
    return list.get(address);
  };
}

/** `fd12:3456:789a::5 lladdr 02:00:00:00:00:01 REACHABLE` */
function readIpv6(text: string): List {
  return listOf([...text.matchAll(/^(\S+) .*?lladdr (\S+)/gm)].map(([, ip, mac]) => [ip, mac]));
}

/** Columns: IP address, HW type, Flags, HW address, Mask, Device (proc(5)). Flag 0x2 says that the entry is complete. */
function readIpv4(text: string, guestInterface: string): List {
  const rows = text.split('\n').map((line) => line.split(/ +/));
  const ours = rows.filter(([, , flags, , , device]) => device === guestInterface && Number(flags) & 2);
  return listOf(ours.map(([ip, , , mac]) => [ip, mac]));
}

function listOf(rows: readonly (readonly [string | undefined, string | undefined])[]): List {
  const list = new Map<string, Mac>();
  for (const [ip, text] of rows) {
    const mac = parseMac(text);
    if (ip && mac) list.set(ip, mac);
  }
  return list;
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
