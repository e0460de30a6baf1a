import type { Server } from 'node:http';
import { listenOn } from './listen.ts';
import type { Log } from './log.ts';

/** A server and where it listens. */
export interface Door<Kind extends Server = Server> {
  readonly server: Kind;
  readonly host: string;
  readonly port: number;
}

/** The same server on each of the addresses. */
export function createDoors<Kind extends Server>(
  { hosts, port }: { hosts: readonly [string, ...string[]]; port: number },
  make: () => Kind,
): [Door<Kind>, ...Door<Kind>[]] {
  const [first, ...others] = hosts;
  const door = (host: string): Door<Kind> => ({ server: make(), host, port });
  return [door(first), ...others.map(door)];
}

/** Listens, where it does not yet. */
export async function openDoor({ server, host, port }: Door, log: Log): Promise<void> {
  if (!server.listening) await listenOn(server, { host, port }, log);
}
