import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Sighting } from '../flows/arrive.ts';
import type { Connections } from './connections.ts';
import { addressOf, hostOf, pathOf } from './origin.ts';
import type { createRedirect } from './redirect.ts';

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
/** How long a broken request may go on arriving while its answer is on the way. */
const LINGER_MS = 1000;

export interface PortalServerParts {
  /** Serves pages under the portal's own names. */
  readonly app: RequestListener;
  readonly ownHosts: ReadonlySet<string>;
  readonly redirect: ReturnType<typeof createRedirect>;
  readonly connections: Connections;
  readonly arrive: (sighting: Sighting) => void;
}

/** The traveler's server. A foreign host is answered here with prepared bytes; only the portal's own names reach Express. */
export function createPortalServer(parts: PortalServerParts): Server {
  const { app, redirect, connections, arrive } = parts;
  const isForeign = (request: IncomingMessage): boolean => {
    const host = hostOf(request);
    arrive({
      ip: addressOf(request.socket.remoteAddress),
      host,
      userAgent: request.headers['user-agent'] ?? '',
    });
    return !parts.ownHosts.has(host);
  };
  const listener: RequestListener = (request, response) => {
    if (isForeign(request)) {
      redirect.answer(request, response);
      return;
    }
    request.url = pathOf(request);
    app(request, response);
  };
  const server = createServer(LIMITS, listener);
  server.maxConnections = CONNECTIONS_AT_MOST;
  server.on('connection', (socket) => connections.admit(socket));
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    isForeign(request);
    redirect.answerSocket(socket);
  });
  // An Expect that Node does not know would be answered with 417; a captive client gets its redirect.
  server.on('checkExpectation', listener);
  server.on('clientError', refuse);
  return server;
}

/** What is no HTTP gets a short answer and an end, never a log line: a stranger wrote it. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  const text = `${status} ${STATUS_CODES[status]}`;
  socket.end(
    `HTTP/1.1 ${text}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${text.length}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${text}`,
  );
  // Closing while bytes still arrive would reset the connection and lose the answer: they are read and dropped for a while,
  // past the parser, which would refuse each further piece again.
  socket.removeAllListeners('data').on('data', () => undefined);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
