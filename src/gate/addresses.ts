import type { Checkpoint } from '../domain/checkpoint.ts';
import { runCommand } from '../platform/run-command.ts';
import { readLinks } from './links.ts';
import type { Upkeep } from './upkeep.ts';

const IP_MS = 1000;

interface Link {
  readonly flags: readonly string[];
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[];
}

/** The router's own addresses on the guests' network: without them nobody gets a lease, a name or the guide. */
export function createAddresses({ access, guest }: Checkpoint): Upkeep {
  const wanted = [
    { local: guest.address, prefixlen: guest.subnet.length, more: '' },
    // The portal listens there at once: no waiting whether somebody else has an address that is made up for this box.
    ...(guest.ipv6 ? [{ local: guest.ipv6.address, prefixlen: 64, more: ' nodad' }] : []),
  ];
  const look = async (): Promise<Link | undefined> => {
    if (!readLinks().some(({ name }) => name === access.interface))
      throw new Error(`${access.interface} is not there`);
    const shown = await runCommand('ip', ['-json', 'address', 'show', 'dev', access.interface], {
      timeoutMs: IP_MS,
    });
    return (JSON.parse(shown) as Link[])[0];
  };
  return {
    name: 'addresses',
    everyMs: 3000,
    async keep() {
      const link = await look();
      const missing = wanted.filter(
        ({ local, prefixlen }) =>
          !link?.addr_info.some((found) => found.local === local && found.prefixlen === prefixlen),
      );
      const isDown = !link?.flags.includes('UP');
      if (missing.length === 0 && !isDown) return undefined;
      const lines = [
        ...(isDown ? [`link set dev ${access.interface} up`] : []),
        ...missing.map(
          ({ local, prefixlen, more }) =>
            `address replace ${local}/${prefixlen} dev ${access.interface}${more}`,
        ),
      ];
      await runCommand('ip', ['-batch', '-'], { input: `${lines.join('\n')}\n`, timeoutMs: IP_MS });
      return isDown ? `${access.interface} was down` : `${missing.length} addresses were missing`;
    },
  };
}
