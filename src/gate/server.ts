import { createServer, type Server, type Socket } from 'node:net';
import {
  type GateAnswer,
  GateError,
  type GateRequest,
  parseGateRequest,
  REQUEST_CHARACTERS_AT_MOST,
} from '../domain/gate.ts';
import { reasonOf } from '../platform/log.ts';
import { readLines } from '../platform/read-lines.ts';
import type { Nft } from './nft.ts';

/** A portal keeps one connection, a technician's command one more. */
const CONNECTIONS_AT_MOST = 8;

/** Answers the gate's words on a unix socket, as lines of JSON. `hangUp` ends every conversation. */
export function createGateServer(nft: Nft): { server: Server; hangUp(): void } {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    serve(socket, nft);
  });
  server.maxConnections = CONNECTIONS_AT_MOST;
  return {
    server,
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function serve(socket: Socket, nft: Nft): void {
  let lists: Promise<void> = Promise.resolve();
  socket.on('error', () => socket.destroy());
  readLines(socket, REQUEST_CHARACTERS_AT_MOST, (line) => {
    const request = parseGateRequest(line);
    const reply = async () => {
      if (socket.writable) await send(socket, 'ok' in request ? request : await answer(request, nft));
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

async function answer(request: GateRequest, nft: Nft): Promise<GateAnswer> {
  const { id } = request;
  try {
    switch (request.verb) {
      case 'grant':
        await nft.grant(request.mac, request.seconds);
        return { id, ok: true };
      case 'revoke':
        await nft.revoke(request.mac);
        return { id, ok: true };
      case 'declare':
        await nft.list();
        return { id, ok: true };
      case 'list':
        return { id, ok: true, grants: await nft.list() };
      case 'health':
        await nft.list();
        return { id, ok: true };
    }
  } catch (error) {
    const code = error instanceof GateError ? error.code : 'kernel';
    return { id, ok: false, code, message: reasonOf(error) };
  }
}
