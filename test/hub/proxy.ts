import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the way between a reader and a checkpoint does to the bytes of the answers, all of its connections counted together. */
export interface Way {
  /** Ends the connection after so many bytes. */
  readonly cutAfter?: number;
  /** Lets no more through after so many bytes, and leaves the connection open. */
  readonly holdAfter?: number;
  /** The byte that arrives as another one. */
  readonly alter?: number;
}

/** A TCP proxy to a port of this machine. */
export async function startProxy(port: number) {
  let way: Way = {};
  let passed = 0;
  let connections = 0;
  let onHeld: () => void = () => undefined;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    connections += 1;
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.end());
    far.on('data', (bytes: Buffer) => {
      const { cutAfter = Infinity, holdAfter = Infinity, alter = -1 } = way;
      const at = alter - passed;
      if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 1;
      const whole = bytes.subarray(0, Math.max(0, Math.min(cutAfter, holdAfter) - passed));
      passed += bytes.length;
      near.write(whole);
      if (passed >= holdAfter) onHeld();
      if (passed >= cutAfter) near.end(() => near.destroy());
    });
    // Cut before the first byte.
    if (way.cutAfter === 0) near.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From here on; what has passed is counted anew. */
    set(next: Way) {
      way = next;
      passed = 0;
    },
    passed: () => passed,
    /** Resolves when it holds back what comes. */
    held: () =>
      new Promise<void>((resolve) => {
        if (passed >= (way.holdAfter ?? Infinity)) resolve();
        else onHeld = resolve;
      }),
    connections: () => connections,
  };
}

/** A server that answers whoever connects with these bytes; `then` is what it does after them. */
export async function startAnswering(
  bytes: string | Buffer,
  then: (socket: Socket) => void = (socket) => socket.end(),
) {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (asked) => {
      heard.push(asked.toString('latin1'));
      socket.write(bytes);
      then(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}
