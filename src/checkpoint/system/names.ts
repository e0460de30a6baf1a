import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { readIfThere } from './uplink-kernel.ts';

export interface Asking {
  readonly servers: readonly string[];
  /** How long the name may take. */
  readonly nameMs: number;
  /** Aborted when the answer matters no more. */
  readonly signal: AbortSignal;
}

/** What a name server says where there is no such name, or none with an address. */
const NOWHERE: readonly unknown[] = ['ENOTFOUND', 'ENODATA'];

/**
 * The servers of resolv.conf, read anew as Node keeps those of its start. Not our own dnsmasq, whose cache hides a dead link;
 * where there is no other it is asked all the same, as what is asked next then decides.
 */
export function nameServers(resolvConf: string, own: readonly unknown[]): readonly string[] {
  const text = readIfThere(resolvConf);
  const all = [...text.matchAll(/^nameserver\s+(\S+)/gm)].map(([, address = '']) => address);
  const foreign = all.filter((address) => !own.includes(address));
  return foreign.length > 0 ? foreign : all;
}

/**
 * The addresses that the first server to know the name gives; all servers are asked at once, as a dead one may stand first in
 * the list. None where a server says that there is none. Not by `dns.lookup`, which on a mute link would hold threads that the
 * pages need. Rejects where nobody answers.
 */
export async function addressesOf(name: string, asking: Asking): Promise<readonly string[]> {
  if (isIP(name)) return [name];
  const { servers, nameMs, signal } = asking;
  const resolvers = servers.flatMap((server) => resolverOf(server, nameMs));
  const end = () => {
    for (const resolver of resolvers) resolver.cancel();
  };
  const both = AbortSignal.any([signal, AbortSignal.timeout(nameMs)]);
  both.addEventListener('abort', end);
  return Promise.any(resolvers.map((resolver) => resolve(resolver, name)))
    .catch((error: AggregateError) => {
      if (error.errors.some(({ code }) => NOWHERE.includes(code))) return [];
      throw error;
    })
    .finally(() => both.removeEventListener('abort', end));
}

/** None for a line of resolv.conf that names no address: the system's own resolver passes over such a line too. */
function resolverOf(server: string, nameMs: number): readonly dns.Resolver[] {
  const resolver = new dns.Resolver({ timeout: nameMs, tries: 1 });
  try {
    resolver.setServers([isIP(server) === 6 ? `[${server}]` : server]);
    return [resolver];
  } catch {
    return [];
  }
}

/** IPv4 addresses, or IPv6 ones for a name that has no others. Rejects where there is neither. */
async function resolve(resolver: dns.Resolver, name: string): Promise<readonly string[]> {
  const v4 = await resolver.resolve4(name).catch((error) => {
    if (error.code === 'ENODATA') return [];
    throw error;
  });
  return v4.length > 0 ? v4 : resolver.resolve6(name);
}
