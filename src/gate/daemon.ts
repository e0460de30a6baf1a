import type { Checkpoint } from '../domain/checkpoint.ts';
import { renderNftables } from '../domain/rules/nftables.ts';
import { listenOnSocket } from '../platform/unix-socket.ts';
import { createNft } from './nft.ts';
import { createGateServer } from './server.ts';

/** The portal's group may talk to the gate, nobody else. */
const SOCKET_MODE = 0o660;

export interface RunningGate {
  /** How many clients the kernel still let through at the start. */
  readonly granted: number;
  stop(): Promise<void>;
}

/** The gate program: loads our table, which keeps accepted clients, and opens and shuts the door on the portal's word. */
export async function startGate(checkpoint: Checkpoint): Promise<RunningGate> {
  const nft = createNft();
  await nft.load(renderNftables(checkpoint));
  const granted = await nft.list();
  const { server, hangUp } = createGateServer(nft);
  await listenOnSocket(server, checkpoint.gate.socket, SOCKET_MODE);
  return {
    granted: granted.length,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}
