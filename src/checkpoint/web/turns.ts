import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Which connections have a request that is not answered yet. */
export interface Turns {
  /**
   * Whether a request may be served now. One that comes before the last was answered ends its connection: no phone sends such,
   * and Node would make all of their answers at once, until the memory ends.
   */
  begin(socket: Socket, response: ServerResponse): boolean;
  isBusy(socket: Socket): boolean;
}

export function createTurns(): Turns {
  const busy = new WeakSet<Socket>();
  return {
    begin(socket, response) {
      if (busy.has(socket)) {
        deafen(socket);
        socket.destroy();
        return false;
      }
      busy.add(socket);
      response.once('close', () => busy.delete(socket));
      return true;
    },
    isBusy: (socket) => busy.has(socket),
  };
}

/**
 * Node's parser goes on through all that it has read, 64 kB or 2,600 requests, though the socket is gone. It stops where it is
 * told that what follows is no HTTP (2: an upgrade). The field is not documented; without it only the memory suffers.
 */
function deafen(socket: Socket): void {
  const { parser } = socket as { parser?: { onIncoming?: () => number } | null };
  if (parser) parser.onIncoming = () => 2;
}
