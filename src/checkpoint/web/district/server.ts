import { createServer, type RequestListener, type Server } from 'node:http';
import { contains, type Subnet } from '../../../domain/ipv4.ts';
import type { Turns } from '../turns.ts';

/** A bundle of notices has a minute, which a link of 35 kbit/s can do. */
const LIMITS = { maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 60_000 } as const;
/** A district, a province, a monitor, and some to spare. */
const CONNECTIONS_AT_MOST = 32;

/** The report API's server. The config is refused where it would listen on the guest network; a guest who comes another way is hung up on. */
export function createDistrictServer(
  app: RequestListener,
  { guests, turns }: { guests: Subnet; turns: Turns },
): Server {
  const server = createServer(LIMITS, (request, response) => {
    if (turns.begin(request.socket, response)) app(request, response);
  });
  server.maxConnections = CONNECTIONS_AT_MOST;
  server.on('connection', (socket) => {
    if (contains(guests, socket.remoteAddress ?? '')) socket.destroy();
  });
  return server;
}
