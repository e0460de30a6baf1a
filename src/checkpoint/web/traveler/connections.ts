import type { Socket } from 'node:net';
import type { Mac } from '../../../domain/mac.ts';
import type { Neighbours } from '../../ports.ts';
import type { Turns } from '../turns.ts';
import { addressOf } from './origin.ts';

/** More than any phone's apps open at once; fewer than one phone needs to starve the others. */
const PER_CLIENT_AT_MOST = 64;

/** The open connections of each client. */
export interface Connections {
  /**
   * The client at the other end, if it is still who it was when it connected. A phone can claim in an ARP answer that its
   * address has moved to a MAC of its invention, but it cannot take the handshake of a connection in that name.
   */
  clientOf(socket: Socket): Promise<Mac | undefined>;
  /** Takes in a new connection, or ends it where its client has too many. */
  admit(socket: Socket): void;
  /** TLS has begun on a connection that was admitted: requests come on `secured` from now on. */
  secure(secured: Socket): void;
  /**
   * Ends the client's other connections, over whichever address. After an accept: what was redirected here before would stay
   * here, and the phone would meet the portal again on it; a new connection goes out to the internet. One that waits for its
   * answer is left to get it, and one that nothing was ever answered on: a second tap may be on its way over it.
   */
  closeOthers(kept: Socket): void;
  /** Whether a connection was left open by `closeOthers`: good for the portal's own pages, for nobody else's. */
  isLeft(socket: Socket): boolean;
}

export function createConnections({ macOf }: Neighbours, turns: Turns): Connections {
  const joinedAs = new WeakMap<Socket, Promise<Mac | undefined>>();
  const groups = createGroups();
  const plain = new Map<string, Socket>();
  const left = new WeakSet<Socket>();
  return {
    async clientOf(socket) {
      const [now, then] = await Promise.all([
        macOf(addressOf(socket.remoteAddress)),
        joinedAs.get(socket) ?? undefined,
      ]);
      return now === then ? now : undefined;
    },
    admit(socket) {
      const address = addressOf(socket.remoteAddress);
      const joined = macOf(address);
      joinedAs.set(socket, joined);
      // Counted by MAC: over IPv6 a phone has as many addresses as it likes.
      void joined.then((mac) => groups.add(socket, mac ?? address));
      const ends = endsOf(socket);
      plain.set(ends, socket);
      socket.once('close', () => plain.delete(ends));
    },
    secure(secured) {
      const socket = plain.get(endsOf(secured));
      const joined = socket && joinedAs.get(socket);
      if (!joined) return;
      joinedAs.set(secured, joined);
      void joined.then(() => groups.replace(socket, secured));
    },
    closeOthers(kept) {
      for (const socket of groups.around(kept)) {
        if (socket === kept || turns.isBusy(socket)) continue;
        if (socket.bytesWritten === 0) left.add(socket);
        else socket.destroy();
      }
    },
    isLeft: (socket) => left.has(socket),
  };
}

/** Node does not tell which connection a TLS socket runs on: no two have the same two ends. */
function endsOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return [remoteAddress, remotePort, localAddress, localPort].join(' ');
}

function createGroups() {
  const groups = new Map<string, Set<Socket>>();
  const groupOf = new WeakMap<Socket, Set<Socket>>();
  return {
    add(socket: Socket, client: string): void {
      const group = groups.get(client) ?? new Set();
      if (group.size >= PER_CLIENT_AT_MOST) socket.destroy();
      if (socket.destroyed) return;
      groups.set(client, group.add(socket));
      groupOf.set(socket, group);
      socket.once('close', () => {
        group.delete(socket);
        if (group.size === 0 && groups.get(client) === group) groups.delete(client);
      });
    },
    replace(socket: Socket, secured: Socket): void {
      const group = groupOf.get(socket);
      if (!group?.delete(socket)) return;
      groupOf.set(secured, group.add(secured));
      // First, so that the group that is empty then is forgotten.
      socket.prependOnceListener('close', () => group.delete(secured));
    },
    around: (socket: Socket): ReadonlySet<Socket> => groupOf.get(socket) ?? new Set(),
  };
}
