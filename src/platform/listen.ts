import type { Server } from 'node:net';

/** Listens on a TCP address; rejects with the reason where that cannot be done (taken, not ours, not allowed). */
export function listenOn(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`cannot listen on ${host}:${port}`, { cause: error })));
    server.listen({ host, port }, resolve);
  });
}
