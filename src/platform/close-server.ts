import type { Server } from 'node:http';

/** What is under way may take this long to end; a tap in flight is answered and counted. */
const GRACE_MS = 3000;

/** Stops listening, lets what is under way end, then cuts off the rest. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
