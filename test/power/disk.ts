import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { COMMAND, negotiate, readRequest, reply } from './nbd.ts';
import { createReader } from './reader.ts';

/** What a card writes whole or not at all: a page of its flash, or several. Of half a super block no ext4 comes back. */
const PAGE = 4096;

/** A disk with a write cache that a power cut empties, as an NBD server on a unix socket. */
export interface Disk {
  /**
   * Forgets what no flush has brought to the disk. Of each such page `pick` chooses among what it held: 0 is what the last flush
   * left, `versions` what was written last; in between lies what was written over before. The machine must be gone.
   */
  cut(pick: (versions: number) => number): Promise<{ readonly pages: number; readonly kept: number }>;
  /** Answers nobody any more from the n-th write on that comes now, until the cut. Resolves then. */
  stopAfter(writes: number): Promise<void>;
  close(): Promise<void>;
}

/** @param content what is on it; it is written to */
export async function startDisk(socketPath: string, content: Buffer): Promise<Disk> {
  const cache = createCache(content);
  let gone: Promise<unknown>[] = [];
  const brake = createBrake();
  const server = createServer((socket) => {
    // A machine that is killed hangs up in the middle of a word.
    socket.on('error', () => socket.destroy());
    gone.push(new Promise((resolve) => socket.once('close', resolve)));
    serve(socket, cache, brake).catch(() => socket.destroy());
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    async cut(pick) {
      brake.release();
      // What it has said before it was killed is heard to the end.
      await Promise.all(gone);
      gone = [];
      return cache.cut(pick);
    },
    stopAfter: brake.after,
    async close() {
      brake.release();
      server.close();
      await Promise.all(gone);
    },
  };
}

type Cache = ReturnType<typeof createCache>;

function createCache(durable: Buffer) {
  const now = Buffer.from(durable);
  /** By page, all that was written there since the last flush, the oldest first. */
  const unsynced = new Map<number, Buffer[]>();
  const at = (page: number) => page * PAGE;
  return {
    size: now.length,
    read: (offset: number, length: number) => now.subarray(offset, offset + length),
    write(offset: number, bytes: Buffer) {
      bytes.copy(now, offset);
      for (let from = 0; from < bytes.length; from += PAGE) {
        const page = (offset + from) / PAGE;
        const versions = unsynced.get(page) ?? [];
        unsynced.set(page, [...versions, bytes.subarray(from, from + PAGE)]);
      }
    },
    flush() {
      for (const page of unsynced.keys()) now.copy(durable, at(page), at(page), at(page + 1));
      unsynced.clear();
    },
    cut(pick: (versions: number) => number) {
      let kept = 0;
      for (const [page, versions] of unsynced) {
        const version = versions[pick(versions.length) - 1];
        version?.copy(durable, at(page));
        kept += version ? 1 : 0;
      }
      const pages = unsynced.size;
      unsynced.clear();
      durable.copy(now);
      return { pages, kept };
    },
  };
}

type Brake = ReturnType<typeof createBrake>;

/** Holds the disk in the middle of what a machine writes. */
function createBrake() {
  let writesLeft = Infinity;
  let stopped = () => {};
  let released = () => {};
  return {
    after(writes: number): Promise<void> {
      writesLeft = writes;
      return new Promise((resolve) => {
        stopped = resolve;
      });
    },
    release() {
      writesLeft = Infinity;
      released();
    },
    /** Of a write: resolves when it may be answered, to whether it is, or the power was cut before. */
    async passed(): Promise<boolean> {
      writesLeft -= 1;
      if (writesLeft > 0) return true;
      stopped();
      await new Promise<void>((resolve) => {
        released = resolve;
      });
      return false;
    },
  };
}

async function serve(socket: Socket, cache: Cache, brake: Brake): Promise<void> {
  const reader = createReader(socket);
  await negotiate(reader, socket, cache.size);
  for (;;) {
    const { command, isFua, handle, offset, length } = await readRequest(reader);
    if (command === COMMAND.disconnect) return void socket.end();
    if (command === COMMAND.write) {
      cache.write(offset, Buffer.from(await reader.take(length)));
      if (!(await brake.passed())) return void socket.destroy();
    }
    // To bring more to the disk than was asked for would be too kind, but no kernel asks for this where a flush is to be had.
    if (command === COMMAND.flush || isFua) cache.flush();
    const data = command === COMMAND.read ? Buffer.from(cache.read(offset, length)) : Buffer.alloc(0);
    socket.write(Buffer.concat([reply(handle), data]));
  }
}
