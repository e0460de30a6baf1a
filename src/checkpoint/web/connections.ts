import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressOf } from './origin.ts';

/** More than any phone's apps open at once; fewer than one phone needs to starve the others. */
const PER_ADDRESS_AT_MOST = 64;

/** The open connections of each address. */
export interface Connections {
  /** Takes in a new connection, or ends it where its address has too many. */
  admit(socket: Socket): void;
  /**
   * Whether a request may be served now. One that comes before the last was answered ends its connection: no phone sends such,
   * and Node would make all of their answers at once, until the memory ends.
   */
  begin(socket: Socket, response: ServerResponse): boolean;
  /**
   * Ends every other connection of the address. After an accept: what was redirected here before would stay here, and the
   * phone would meet the portal again on it; a new connection goes out to the internet.
   */
  closeOthers(kept: Socket): void;
}

export function createConnections(): Connections {
  const byAddress = new Map<string, Set<Socket>>();
  const busy = new WeakSet<Socket>();
  return {
    admit(socket) {
      const address = addressOf(socket.remoteAddress);
      const open = byAddress.get(address) ?? new Set();
      if (open.size >= PER_ADDRESS_AT_MOST) {
        socket.destroy();
        return;
      }
      byAddress.set(address, open.add(socket));
      socket.once('close', () => {
        open.delete(socket);
        if (open.size === 0 && byAddress.get(address) === open) byAddress.delete(address);
      });
    },
    begin(socket, response) {
      if (busy.has(socket)) {
        socket.destroy();
        return false;
      }
      busy.add(socket);
      response.once('close', () => busy.delete(socket));
      return true;
    },
    closeOthers(kept) {
      for (const socket of byAddress.get(addressOf(kept.remoteAddress)) ?? []) {
        if (socket !== kept) socket.destroy();
      }
    },
  };
}
