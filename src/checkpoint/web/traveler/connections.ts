import type { Socket } from 'node:net';
import type { Mac } from '../../../domain/mac.ts';
import type { Neighbours } from '../../ports.ts';
import type { Turns } from '../turns.ts';
import { addressOf } from './origin.ts';

/** More than any phone's apps open at once; fewer than one phone needs to starve the others. */
const PER_ADDRESS_AT_MOST = 64;

/** The open connections of each address. */
export interface Connections {
  /**
   * The client at the other end, if it is still who it was when it connected. A phone can claim in an ARP answer that its
   * address has moved to a MAC of its invention, but it cannot take the handshake of a connection in that name.
   */
  clientOf(socket: Socket): Mac | undefined;
  /** Takes in a new connection, or ends it where its address has too many. */
  admit(socket: Socket): void;
  /**
   * Ends every other connection of the address. After an accept: what was redirected here before would stay here, and the
   * phone would meet the portal again on it; a new connection goes out to the internet. One that still waits for its answer,
   * as for a second tap, is left to get it.
   */
  closeOthers(kept: Socket): void;
}

export function createConnections({ macOf }: Neighbours, turns: Turns): Connections {
  const joinedAs = new WeakMap<Socket, Mac>();
  const byAddress = new Map<string, Set<Socket>>();
  return {
    clientOf(socket) {
      const mac = macOf(addressOf(socket.remoteAddress));
      return mac !== undefined && mac === joinedAs.get(socket) ? mac : undefined;
    },
    admit(socket) {
      const address = addressOf(socket.remoteAddress);
      const open = byAddress.get(address) ?? new Set();
      if (open.size >= PER_ADDRESS_AT_MOST) {
        socket.destroy();
        return;
      }
      const mac = macOf(address);
      if (mac) joinedAs.set(socket, mac);
      byAddress.set(address, open.add(socket));
      socket.once('close', () => {
        open.delete(socket);
        if (open.size === 0 && byAddress.get(address) === open) byAddress.delete(address);
      });
    },
    closeOthers(kept) {
      for (const socket of byAddress.get(addressOf(kept.remoteAddress)) ?? []) {
        if (socket !== kept && !turns.isBusy(socket)) socket.destroy();
      }
    },
  };
}
