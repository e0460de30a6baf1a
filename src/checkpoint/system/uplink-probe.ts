import { request } from 'node:http';
import { type Asking, addressesOf } from './names.ts';

/** From the connection to the status line. */
const ANSWER_MS = 1500;

export interface ProbeAnswer {
  /** A name server gave the address. */
  readonly dns: boolean;
  /** The address answered 2xx. A redirect is the provider's own portal. */
  readonly http: boolean;
}

/** Asks a plain-http address for an answer: its name first, then the page. Never rejects. */
export async function askProbe(url: string, asking: Asking): Promise<ProbeAnswer> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const [address] = await addressesOf(hostname, asking).catch(() => []);
  if (address === undefined) return { dns: false, http: false };
  const page = { host: address, port: port || 80, path: pathname + search, headers: { Host: host } };
  return { dns: true, http: await answers2xx(page, asking.signal) };
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
