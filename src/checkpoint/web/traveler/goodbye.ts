import type { Socket } from 'node:net';

/** How long a request may go on arriving while its answer is on the way. */
const LINGER_MS = 1000;

/**
 * Sends the last bytes of a connection and sees to its end. Closing while bytes still arrive would reset the connection and
 * lose the answer: they are read and dropped for a while, past Node's parser, which would refuse each further piece again.
 */
export function sayGoodbye(socket: Socket, bytes: string | Buffer): void {
  // Node takes its own listener off a CONNECT's socket: without one here a phone's reset would end the program.
  socket.on('error', () => socket.destroy());
  socket.removeAllListeners('data').on('data', () => undefined);
  socket.end(bytes);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
