import type { IncomingMessage } from 'node:http';
import type { Checkpoint } from '../../../domain/checkpoint.ts';

/** The host that a request is for: lower case, without port and root dot; `''` where it names none. Never put in an answer. */
export function hostOf(request: IncomingMessage): string {
  // In absolute form the target names the host and Host counts for nothing (RFC 9112 section 3.2.2).
  const authority = /^https?:\/\/([^/?#]*)/i.exec(request.url ?? '')?.[1] ?? request.headers.host ?? '';
  return withoutBrackets(authority.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, ''));
}

/** `[fd12::1]` in a URL is the address `fd12::1`. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** The names under which this portal is itself and answers pages. Every other name is a captive phone asking for the internet. */
export function ownHosts({ portal, guest, tls }: Checkpoint): ReadonlySet<string> {
  const origins = Object.values(portal.origins).map((origin) => withoutBrackets(new URL(origin).hostname));
  return new Set([...origins, ...portal.hosts, guest.portalName, ...(tls ? [tls.name] : [])]);
}

/** The request target as a path, whatever form it came in, so that Express sees one kind. */
export function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** The address that Node gives a socket, IPv4 in its own spelling. */
export function addressOf(remoteAddress: string | undefined): string {
  return (remoteAddress ?? '').replace(/^::ffff:/i, '');
}
