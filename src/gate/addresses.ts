import { networkInterfaces } from 'node:os';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { LINK_LOCAL } from '../domain/rules/names.ts';
import { runCommand } from '../platform/run-command.ts';
import { readLinks } from './links.ts';
import type { Upkeep } from './upkeep.ts';

const IP_MS = 1000;

interface Link {
  readonly flags: readonly string[];
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[];
}

/** An address with its prefix, and what `ip address` is to be told beside it. */
interface Wanted {
  readonly cidr: string;
  readonly more: string;
}

/** The router's own addresses on the guests' network: without them nobody gets a lease, a name or the guide. */
export function createAddresses({ access, guest }: Checkpoint): Upkeep {
  const wanted = wantedOf(guest);
  return {
    name: 'addresses',
    everyMs: 1000,
    async keep() {
      if (areThere(access.interface, wanted)) return undefined;
      const link = await look(access.interface);
      const found = link?.addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`) ?? [];
      const missing = wanted.filter(({ cidr }) => !found.includes(cidr));
      const isDown = !link?.flags.includes('UP');
      if (missing.length === 0 && !isDown) return undefined;
      const lines = [
        ...(isDown ? [`link set dev ${access.interface} up`] : []),
        ...missing.map(({ cidr, more }) => `address replace ${cidr} dev ${access.interface}${more}`),
      ];
      await runCommand('ip', ['-batch', '-'], { input: `${lines.join('\n')}\n`, timeoutMs: IP_MS });
      return isDown ? `${access.interface} was down` : `${missing.length} addresses were missing`;
    },
  };
}

function wantedOf({ address, subnet, ipv6 }: Checkpoint['guest']): readonly Wanted[] {
  return [
    { cidr: `${address}/${subnet.length}`, more: '' },
    // The portal listens there at once: no waiting whether somebody else has an address that is made up for this box.
    ...(ipv6 ? [ipv6.address, LINK_LOCAL] : []).map((local) => ({ cidr: `${local}/64`, more: ' nodad' })),
  ];
}

/** Asked without a program; an interface without carrier is not on Node's list, and then `ip` is asked. */
function areThere(device: string, wanted: readonly Wanted[]): boolean {
  const seen = networkInterfaces()[device]?.map(({ cidr }) => cidr) ?? [];
  return wanted.every(({ cidr }) => seen.includes(cidr));
}

async function look(device: string): Promise<Link | undefined> {
  if (!readLinks().some(({ name }) => name === device)) throw new Error(`${device} is not there`);
  const shown = await runCommand('ip', ['-json', 'address', 'show', 'dev', device], { timeoutMs: IP_MS });
  return (JSON.parse(shown) as Link[])[0];
}
