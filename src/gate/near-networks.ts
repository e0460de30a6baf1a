import { readFileSync } from 'node:fs';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { nearNetworks } from '../domain/routes.ts';
import type { Upkeep } from './upkeep.ts';

/**
 * The uplink's own networks, which a mobile provider or a modem gives and takes: guests are kept out of them, as what stands there
 * (the modem's page, the neighbour's printer) may trust whoever is on its cable. `follow` has the rules written for them.
 */
export function createNearNetworks(
  { uplink }: Checkpoint,
  follow: (networks: readonly string[]) => Promise<void>,
  folder = '/proc/net',
): Upkeep {
  return {
    name: 'near networks',
    everyMs: 3000,
    async keep() {
      const routes = { ipv4: read(`${folder}/route`), ipv6: read(`${folder}/ipv6_route`) };
      await follow(nearNetworks(routes, uplink.interface));
      return undefined;
    },
  };
}

/** Where IPv6 is switched off there is no table of it. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
