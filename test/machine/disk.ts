import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Medium } from './medium.ts';
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

/** @param medium what no cut takes away */
export async function startDisk(socketPath: string, medium: Medium): Promise<Disk> {
  const cache = createCache(medium);
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

function createCache(medium: Medium) {
  /** By page, all that was written there since the last flush, the oldest first. */
  const unsynced = new Map<number, Buffer[]>();
  const at = (page: number) => page * PAGE;
  const read = (offset: number, length: number) => {
    const bytes = medium.read(offset, length);
    for (let page = Math.floor(offset / PAGE); at(page) < offset + length; page++) {
      const from = Math.max(offset, at(page));
      const to = Math.min(offset + length, at(page + 1));
      unsynced
        .get(page)
        ?.at(-1)
        ?.copy(bytes, from - offset, from - at(page), to - at(page));
    }
    return bytes;
  };
  return {
    size: medium.size,
    read,
    write(offset: number, bytes: Buffer) {
      for (let page = Math.floor(offset / PAGE); at(page) < offset + bytes.length; page++) {
        const from = Math.max(offset, at(page));
        const whole = read(at(page), PAGE);
        bytes.copy(whole, from - at(page), from - offset);
        const versions = unsynced.get(page);
        if (versions) versions.push(whole);
        else unsynced.set(page, [whole]);
      }
    },
    flush() {
      for (const [page, versions] of unsynced) medium.write(at(page), versions.at(-1));
      unsynced.clear();
    },
    cut(pick: (versions: number) => number) {
      let kept = 0;
      for (const [page, versions] of unsynced) {
        const version = versions[pick(versions.length) - 1];
        medium.write(at(page), version);
        kept += version ? 1 : 0;
      }
      const pages = unsynced.size;
      unsynced.clear();
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
    const data = command === COMMAND.read ? cache.read(offset, length) : Buffer.alloc(0);
    socket.write(Buffer.concat([reply(handle), data]));
  }
}
