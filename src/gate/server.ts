import { createServer, type Server, type Socket } from 'node:net';
import { type GateAnswer, GateError, parseGateRequest, REQUEST_CHARACTERS_AT_MOST } from '../domain/gate.ts';
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
  socket.on('error', () => socket.destroy());
  readLines(socket, REQUEST_CHARACTERS_AT_MOST, (line) => {
    void answer(line, nft).then((reply) => {
      // Who does not read its answers is not listened to any longer until it does.
      if (socket.writable && !socket.write(`${JSON.stringify(reply)}\n`)) {
        socket.pause().once('drain', () => socket.resume());
      }
    });
  });
}

async function answer(line: string, nft: Nft): Promise<GateAnswer> {
  const request = parseGateRequest(line);
  if ('ok' in request) return request;
  const { id } = request;
  try {
    switch (request.verb) {
      case 'grant':
        await nft.grant(request.mac, request.seconds);
        return { id, ok: true };
      case 'revoke':
        await nft.revoke(request.mac);
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
