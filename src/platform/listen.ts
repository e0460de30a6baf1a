import type { Server } from 'node:net';
import type { Log } from './log.ts';

/**
 * Listens on a TCP address; rejects with the reason where that cannot be done (taken, not ours, not allowed). Later faults of
 * the listener (no more file descriptors) are logged: it goes on with whoever comes next.
 */
export function listenOn(
  server: Server,
  { host, port }: { host: string; port: number },
  log: Log,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new Error(`cannot listen on ${host}:${port}`, { cause: error }));
    server.once('error', refuse);
    server.listen({ host, port }, () => {
      server.off('error', refuse).on('error', (error) => log.error(`listening on port ${port}`, error));
      resolve();
    });
  });
}
