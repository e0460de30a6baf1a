import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  STATUS_CODES,
} from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { isIpv6 } from '../../../domain/ipv6.ts';
import type { Sighting } from '../../flows/arrive.ts';
import type { Turns } from '../turns.ts';
import type { Connections } from './connections.ts';
import { sayGoodbye } from './goodbye.ts';
import { addressOf, hostOf, pathOf } from './origin.ts';
import type { Redirect } from './redirect.ts';

/** Every app of every phone talks to this server: small bounds, so that no phone can hold what others need. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  // HTTP/1.0 devices send no Host; they are captive clients like the others.
  requireHostHeader: false,
} as const;

const CONNECTIONS_AT_MOST = 2000;
/** Each holds 45 kB. */
const SECURE_CONNECTIONS_AT_MOST = 1000;
/** Lists of what a phone accepts: searching one of 16 kB would hold up everybody for 10 ms. */
const LISTS = ['accept', 'accept-encoding', 'accept-language'] as const;
const LIST_CHARACTERS_AT_MOST = 256;
const USER_AGENT_CHARACTERS_AT_MOST = 512;

export interface PortalServerParts {
  /** Serves pages under the portal's own names. */
  readonly app: RequestListener;
  readonly ownHosts: ReadonlySet<string>;
  /** The way to the portal, in the words that the client can follow: its own family of addresses. */
  readonly redirects: Readonly<Record<'ipv4' | 'ipv6', Redirect>>;
  readonly connections: Connections;
  readonly turns: Turns;
  readonly see: (sighting: Sighting) => Promise<void>;
}

/** The traveler's server. A foreign host is answered here with prepared bytes; only the portal's own names reach Express. */
export function createPortalServer(parts: PortalServerParts): Server {
  return equip(createServer(LIMITS), parts);
}

/** The same under the public name; its certificate is set later, and anew when it is renewed. */
export function createSecurePortalServer(parts: PortalServerParts): HttpsServer {
  const server = createHttpsServer({ ...LIMITS, handshakeTimeout: LIMITS.headersTimeout });
  equip(server, parts).on('secureConnection', parts.connections.secure);
  server.maxConnections = SECURE_CONNECTIONS_AT_MOST;
  return server;
}

function equip<Kind extends Server>(server: Kind, parts: PortalServerParts): Kind {
  const { app, ownHosts, redirects, connections, turns, see } = parts;
  const redirect = (socket: Socket, answer: (way: Redirect) => void) => {
    // The internet is open to this client: it asks again over a new connection. A redirect would tell it the contrary.
    if (connections.isLeft(socket)) socket.destroy();
    else answer(redirects[isIpv6(socket.remoteAddress ?? '') ? 'ipv6' : 'ipv4']);
  };
  const listener: RequestListener = (request, response) => {
    if (!turns.begin(request.socket, response)) return;
    shorten(request);
    const sighting = sightingOf(request);
    void see(sighting);
    if (!ownHosts.has(sighting.host)) {
      return redirect(request.socket, (way) => way.answer(request, response));
    }
    request.url = pathOf(request);
    app(request, response);
  };
  server.maxConnections = CONNECTIONS_AT_MOST;
  server.on('request', listener);
  // Ahead of Node, which takes a connection over for TLS.
  server.prependListener('connection', (socket: Socket) => connections.admit(socket));
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    void see(sightingOf(request));
    redirect(socket, ({ bytes }) => sayGoodbye(socket, bytes));
  });
  // An Expect that Node does not know would be answered with 417; a captive client gets its redirect.
  server.on('checkExpectation', listener);
  server.on('clientError', refuse);
  return server;
}

function sightingOf(request: IncomingMessage): Sighting {
  const userAgent = request.headers['user-agent'] ?? '';
  return { ip: addressOf(request.socket.remoteAddress), host: hostOf(request), userAgent };
}

/** A stranger wrote these, and others wait while they are searched. */
function shorten({ headers }: IncomingMessage): void {
  for (const name of LISTS) headers[name] = headers[name]?.slice(0, LIST_CHARACTERS_AT_MOST);
  headers['user-agent'] = headers['user-agent']?.slice(0, USER_AGENT_CHARACTERS_AT_MOST);
}

/** What is no HTTP gets a short answer and an end, never a log line: a stranger wrote it. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  const text = `${status} ${STATUS_CODES[status]}`;
  sayGoodbye(
    socket,
    `HTTP/1.1 ${text}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${text.length}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${text}`,
  );
}
