import { createServer, type Server, type Socket } from 'node:net';
import {
  type GateAnswer,
  GateError,
  type GateRequest,
  type Grant,
  type NetworkState,
  parseGateRequest,
  REQUEST_CHARACTERS_AT_MOST,
  type UpkeepReport,
} from '../domain/gate.ts';
import type { Mac } from '../domain/mac.ts';
import { reasonOf } from '../platform/log.ts';
import { readLines } from '../platform/read-lines.ts';

/** A portal keeps one connection, a technician's command one more. */
const CONNECTIONS_AT_MOST = 8;

/** What the gate can do for the portal, a function a word. */
export interface Doorkeeper {
  grant(mac: Mac, seconds: number): Promise<void>;
  revoke(mac: Mac): Promise<void>;
  list(): Promise<readonly Grant[]>;
  declare(state: NetworkState): Promise<void>;
  upkeep(): readonly UpkeepReport[];
}

/** Answers the gate's words on a unix socket, as lines of JSON. `hangUp` ends every conversation. */
export function createGateServer(doorkeeper: Doorkeeper): { server: Server; hangUp(): void } {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    serve(socket, doorkeeper);
  });
  server.maxConnections = CONNECTIONS_AT_MOST;
  return {
    server,
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function serve(socket: Socket, doorkeeper: Doorkeeper): void {
  let lists: Promise<void> = Promise.resolve();
  socket.on('error', () => socket.destroy());
  readLines(socket, REQUEST_CHARACTERS_AT_MOST, (line) => {
    const request = parseGateRequest(line);
    const reply = async () => {
      if (socket.writable) await send(socket, 'ok' in request ? request : await answer(request, doorkeeper));
    };
    // A list is long: the next is made when the last has been taken.
    if ('verb' in request && request.verb === 'list') lists = lists.then(reply);
    else void reply();
  });
}

/** Resolves when the other side has room for more, or is gone; until then it is not listened to either. */
function send(socket: Socket, reply: GateAnswer): Promise<void> | undefined {
  if (!socket.writable || socket.write(`${JSON.stringify(reply)}\n`)) return undefined;
  socket.pause();
  return new Promise((resolve) => {
    const goOn = () => {
      socket.off('drain', goOn).off('close', goOn).resume();
      resolve();
    };
    socket.on('drain', goOn).on('close', goOn);
  });
}

async function answer(request: GateRequest, doorkeeper: Doorkeeper): Promise<GateAnswer> {
  const { id } = request;
  try {
    switch (request.verb) {
      case 'grant':
        await doorkeeper.grant(request.mac, request.seconds);
        return { id, ok: true };
      case 'revoke':
        await doorkeeper.revoke(request.mac);
        return { id, ok: true };
      case 'declare':
        await doorkeeper.declare(request);
        return { id, ok: true };
      case 'list':
        return { id, ok: true, grants: await doorkeeper.list() };
      case 'health':
        await doorkeeper.list();
        return { id, ok: true, upkeep: doorkeeper.upkeep() };
    }
  } catch (error) {
    const code = error instanceof GateError ? error.code : 'kernel';
    return { id, ok: false, code, message: reasonOf(error) };
  }
}
