import type { Checkpoint } from '../domain/checkpoint.ts';
import { RUN } from '../domain/rules/names.ts';
import type { Clock } from '../platform/clock.ts';
import { startJobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { runCommand } from '../platform/run-command.ts';
import { listenOnSocket } from '../platform/unix-socket.ts';
import { createAddresses } from './addresses.ts';
import { createDhcpOptions } from './dhcp-options.ts';
import { createDnsmasq, OFFLINE } from './dnsmasq.ts';
import { createFirewall } from './firewall.ts';
import { createForwarding } from './forwarding.ts';
import { createGardenTurns } from './garden.ts';
import { createGrants } from './grants.ts';
import { createIsolation } from './isolation.ts';
import { createNearNetworks } from './near-networks.ts';
import { createNft } from './nft.ts';
import { createGateServer } from './server.ts';
import { createShaping, keepFairShare } from './shaping.ts';
import { createUpkeeps } from './upkeep.ts';

/** The portal's group may talk to the gate, nobody else. */
const SOCKET_MODE = 0o660;

export interface GateSetting {
  readonly checkpoint: Checkpoint;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunningGate {
  /** How many clients are let through at the start. */
  readonly granted: number;
  stop(): Promise<void>;
}

/**
 * The gate program: loads our table, which keeps accepted clients, opens and shuts the door on the portal's word, and keeps
 * whole what the guests' network stands on.
 */
export async function startGate({ checkpoint, clock, log }: GateSetting): Promise<RunningGate> {
  const nft = createNft();
  const grants = createGrants({ file: `${RUN}/grants.json`, clock, log });
  const dnsmasq = createDnsmasq(checkpoint);
  const firewall = createFirewall({ checkpoint, nft, grants, onNewTable: dnsmasq.reload });
  const options = createDhcpOptions({ checkpoint, clock, reload: dnsmasq.reload });
  await firewall.start();
  const shaping = createShaping({ checkpoint, run: runCommand });
  const upkeeps = createUpkeeps(
    [
      firewall,
      createForwarding(),
      createAddresses(checkpoint),
      createIsolation(checkpoint),
      createNearNetworks(checkpoint, (near) => firewall.follow({ near })),
      keepFairShare(shaping, (kind) => firewall.follow({ shaping: kind })),
      dnsmasq,
      createDnsmasq(checkpoint, OFFLINE),
      options,
    ],
    log,
  );
  const { server, hangUp } = createGateServer({
    ...firewall,
    // Neither waits for the other to be right: the guide comes up whether DHCP's file can be written or not.
    declare: ({ uplink, api }) => firewall.follow({ uplink }).finally(() => options.follow({ api })),
    upkeep: upkeeps.report,
  });
  await listenOnSocket(server, checkpoint.gate.socket, SOCKET_MODE);
  const jobs = startJobs([...upkeeps.jobs, createGardenTurns(nft)], log);
  return {
    granted: grants.running().length,
    stop: () =>
      new Promise((resolve) => {
        jobs.stop();
        server.close(() => resolve());
        hangUp();
      }),
  };
}
