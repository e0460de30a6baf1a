import type { Checkpoint } from '../domain/checkpoint.ts';
import { renderNftables } from '../domain/rules/nftables.ts';
import type { Log } from '../platform/log.ts';
import { listenOnSocket } from '../platform/unix-socket.ts';
import { createNft } from './nft.ts';
import { createGateServer } from './server.ts';

/** The portal's group may talk to the gate, nobody else. */
const SOCKET_MODE = 0o660;

/** The gate program: loads our table, which keeps accepted clients, and opens and shuts the door on the portal's word. */
export async function startGate(checkpoint: Checkpoint, log: Log): Promise<{ stop(): Promise<void> }> {
  const nft = createNft();
  await nft.load(renderNftables(checkpoint));
  const { server, hangUp } = createGateServer(nft);
  await listenOnSocket(server, checkpoint.gate.socket, SOCKET_MODE);
  log.info(`gate ready: ${(await nft.list()).length} clients are let through`);
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}
