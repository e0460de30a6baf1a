import { constants } from 'node:crypto';
import { get } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import type { LinkAnswer, LinkFault } from '../../domain/link.ts';
import type { Links } from '../ports.ts';
import { addressesOf, nameServers } from './names.ts';

/** From the question for the name to the status line: a slow 4G link takes a second for each of five turns. */
const ANSWER_MS = 10_000;
const NAME_MS = 4000;
/** Until the next address of the name is tried. Node's own quarter of a second is less than a slow link needs. */
const ADDRESS_MS = 3000;

export interface LinksParts {
  readonly checkpoint: Pick<Checkpoint, 'guest'>;
  readonly resolvConf?: string;
  /** Roots in PEM in the place of the public ones; a test has its own. */
  readonly authority?: string;
  readonly answerMs?: number;
}

/** Places on the web, asked over the box's own uplink and through its own name servers. */
export function createLinks(parts: LinksParts): Links {
  const { checkpoint, resolvConf = '/etc/resolv.conf', authority, answerMs = ANSWER_MS } = parts;
  const own = [checkpoint.guest.address, checkpoint.guest.ipv6?.address];
  const open = new Set<AbortController>();
  return {
    async check(url) {
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), answerMs);
      open.add(patience);
      const servers = nameServers(resolvConf, own);
      try {
        return await ask(new URL(url), { servers, authority, signal: patience.signal });
      } catch (error) {
        return { fault: faultOf(error) };
      } finally {
        clearTimeout(timer);
        open.delete(patience);
      }
    },
    close() {
      for (const patience of open) patience.abort();
    },
  };
}

interface Way {
  readonly servers: readonly string[];
  readonly authority: string | undefined;
  readonly signal: AbortSignal;
}

async function ask(url: URL, { servers, authority, signal }: Way): Promise<LinkAnswer> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await addressesOf(name, { servers, nameMs: NAME_MS, signal });
  if (addresses.length === 0) return { fault: 'name' };
  return new Promise((resolve, reject) => {
    const request = get(url, {
      ...leadTo(addresses),
      headers: { 'User-Agent': 'checkpoint-portal' },
      ...(authority !== undefined && { ca: authority }),
      // As phones do, and nothing secret is said: many a load balancer is too old to know RFC 5746.
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
      // A connection of its own, and no session to resume: that would spare the look at the certificate.
      agent: false,
      signal,
    });
    request.on('response', ({ statusCode = 0 }) => {
      resolve({ status: statusCode });
      // What comes behind the headers is paid by the MB.
      request.destroy();
    });
    request.on('error', reject);
    // Whatever ends without the two, as an answer that would speak another protocol.
    request.on('close', () => resolve({ fault: 'broken' }));
  });
}

/** In the place of a look-up: all addresses, which Node tries in turn. */
function leadTo(addresses: readonly string[]) {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const lookup: LookupFunction = (_name, _options, done) => done(null, all);
  return { lookup, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ADDRESS_MS };
}

const FAULTS: Readonly<Record<string, LinkFault>> = {
  ECONNREFUSED: 'refused',
  ABORT_ERR: 'mute',
  ETIMEDOUT: 'mute',
  EHOSTUNREACH: 'mute',
  ENETUNREACH: 'mute',
  CERT_HAS_EXPIRED: 'date',
  CERT_NOT_YET_VALID: 'date',
  UNABLE_TO_GET_ISSUER_CERT: 'chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'chain',
};

function faultOf(error: unknown): LinkFault {
  // Those of all name servers together: none of them has answered.
  if (error instanceof AggregateError && !('code' in error)) return 'mute';
  const code = String((error as NodeJS.ErrnoException).code);
  return FAULTS[code] ?? (/CERT|SSL|TLS|EPROTO/.test(code) ? 'tls' : 'broken');
}

/** For a laptop: whatever the guide leads to is alive, and nobody is asked. */
export function createSimulatedLinks(): Links {
  return { check: async () => ({ status: 200 }), close() {} };
}
