import { promises as dns } from 'node:dns';
import { request } from 'node:http';
import { isIP } from 'node:net';

/** From the connection to the status line. */
const ANSWER_MS = 1500;

export interface ProbeAnswer {
  /** A name server gave the address. */
  readonly dns: boolean;
  /** The address answered 2xx. A redirect is the provider's own portal. */
  readonly http: boolean;
}

export interface Asking {
  readonly servers: readonly string[];
  /** How long the name may take. */
  readonly nameMs: number;
  /** Aborted when the answer matters no more. */
  readonly signal: AbortSignal;
}

/** Asks a plain-http address for an answer: its name first, then the page. Never rejects. */
export async function askProbe(url: string, asking: Asking): Promise<ProbeAnswer> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const address = await addressOf(hostname, asking);
  if (address === undefined) return { dns: false, http: false };
  const page = { host: address, port: port || 80, path: pathname + search, headers: { Host: host } };
  return { dns: true, http: await answers2xx(page, asking.signal) };
}

/** The first address that any server gives; all are asked at once, as a dead one may stand first in the list. */
function addressOf(name: string, { servers, nameMs, signal }: Asking): Promise<string | undefined> {
  if (isIP(name)) return Promise.resolve(name);
  const resolvers = servers.map((server) => {
    const resolver = new dns.Resolver({ timeout: nameMs, tries: 1 });
    resolver.setServers([isIP(server) === 6 ? `[${server}]` : server]);
    return resolver;
  });
  const end = () => {
    for (const resolver of resolvers) resolver.cancel();
  };
  const both = AbortSignal.any([signal, AbortSignal.timeout(nameMs)]);
  both.addEventListener('abort', end);
  return Promise.any(resolvers.map((resolver) => resolve(resolver, name)))
    .catch(() => undefined)
    .finally(() => both.removeEventListener('abort', end));
}

/** An IPv4 address, or an IPv6 one for a name that has no other. @throws where there is neither. */
async function resolve(resolver: dns.Resolver, name: string): Promise<string> {
  const [v4] = await resolver.resolve4(name).catch((error) => {
    if (error.code === 'ENODATA') return [];
    throw error;
  });
  const [address = v4] = v4 === undefined ? await resolver.resolve6(name) : [v4];
  if (address === undefined) throw new Error(`${name} has no address`);
  return address;
}

function answers2xx(page: object, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    // A connection of its own: one that is kept would go on over a link that new ones cannot take.
    const asked = request({ ...page, agent: false, signal: inTime }, (response) => {
      const { statusCode = 0 } = response;
      resolve(statusCode >= 200 && statusCode < 300);
      asked.destroy();
    });
    asked.on('error', () => resolve(false)).end();
  });
}
