import { createServer, type Server } from 'node:http';
import type { Catalog } from '../config/catalog.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { contains } from '../domain/ipv4.ts';
import type { Clock } from '../platform/clock.ts';
import { startJobs } from '../platform/jobs.ts';
import { listenOn } from '../platform/listen.ts';
import type { Log } from '../platform/log.ts';
import { listenOnSocket } from '../platform/unix-socket.ts';
import { createAccept } from './flows/accept.ts';
import { createArrivals } from './flows/arrive.ts';
import { createHeartbeat } from './flows/heartbeat.ts';
import { createSessions } from './flows/sessions.ts';
import type { Tokens } from './ports.ts';
import { createGateClient } from './system/gate-client.ts';
import { createLedger } from './system/ledger.ts';
import { createNeighbours, createSimulatedNeighbours } from './system/neighbours.ts';
import { createSimulatedGate } from './system/simulated-gate.ts';
import { openStore } from './system/store.ts';
import { createTokens } from './system/tokens.ts';
import { createConnections } from './web/connections.ts';
import { createControlApp } from './web/control.ts';
import { ownHosts } from './web/origin.ts';
import { createPages } from './web/pages.ts';
import { createPortalApp } from './web/portal.ts';
import { createRedirect } from './web/redirect.ts';
import { createReportApp } from './web/report.ts';
import { createPortalServer } from './web/server.ts';
import { createVisitorOf } from './web/visitor.ts';

/** Only the owner may ask the running portal. */
const CONTROL_MODE = 0o600;

export interface PortalSetting {
  readonly checkpoint: Checkpoint;
  readonly catalog: Catalog;
  /** The package's folder, with `views/` and `static/` in it. */
  readonly root: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The portal program: everything is made here, handed to whoever needs it, started in order and stopped in reverse. */
export async function startPortal(
  setting: PortalSetting,
): Promise<{ tokens: Tokens; stop(): Promise<void> }> {
  const { checkpoint, log } = setting;
  const core = createCore(setting);
  const traveler = createTravelerServer(setting, core);
  const district = createDistrictServer(setting, core);
  const control = createServer(createControlApp({ ...setting, ...core }));
  const jobs = await startJobs(
    [
      createHeartbeat(core.ledger, setting.clock),
      // Who was let through before this start is let through still: the kernel knows, once the gate answers.
      { name: 'asking the gate who is let through', everyMs: 5000, run: core.restore },
    ],
    log,
  );
  const stop = async () => {
    jobs.stop();
    await Promise.all([traveler, district, control].map(close));
    core.gate.close();
    core.ledger.close();
  };
  try {
    await listenOn(traveler, checkpoint.portal);
    await listenOn(district, checkpoint.reporting);
    await listenOnSocket(control, checkpoint.storage.controlSocket, CONTROL_MODE);
  } catch (error) {
    await stop();
    throw error;
  }
  return { tokens: core.tokens, stop };
}

type Core = ReturnType<typeof createCore>;

/** What the three servers share. */
function createCore({ checkpoint, clock, log }: PortalSetting) {
  const { simulated, socket } = checkpoint.gate;
  const store = openStore(checkpoint.storage.directory, log);
  const ledger = createLedger({ ...store, clock, log });
  const gate = simulated
    ? createSimulatedGate({ clock, maxClients: checkpoint.session.maxClients })
    : createGateClient(socket);
  const sessions = createSessions(clock);
  const neighbours = simulated ? createSimulatedNeighbours() : createNeighbours(checkpoint.access.interface);
  const arrivals = createArrivals({ neighbours, ledger, clock });
  let restored = false;
  return {
    ledger,
    tokens: createTokens({ ...store, clock }),
    gate,
    sessions,
    neighbours,
    arrivals,
    startedMs: clock.monotonicMs(),
    async restore() {
      if (restored) return;
      const grants = await gate.list();
      sessions.restore(grants);
      arrivals.restore(grants.map(({ mac }) => mac));
      restored = true;
    },
  };
}

function createTravelerServer({ checkpoint, catalog, root, log }: PortalSetting, core: Core): Server {
  const destinations = checkpoint.destinations.flatMap((id) => catalog.destinations.get(id) ?? []);
  const connections = createConnections();
  const app = createPortalApp({
    ...core,
    pages: createPages({ root, checkpoint, destinations, locales: catalog.locales }),
    visitorOf: createVisitorOf({ ...core, languages: checkpoint.languages }),
    destinations,
    accept: createAccept({ ...core, seconds: checkpoint.session.minutes * 60 }),
    connections,
    log,
  });
  return createPortalServer({
    app,
    ownHosts: ownHosts(checkpoint),
    redirect: createRedirect(checkpoint.portal.origin),
    connections,
    arrive: core.arrivals.see,
  });
}

/** The config is refused where this would listen on the guest network; a guest who comes another way is turned off here. */
function createDistrictServer(setting: PortalSetting, core: Core): Server {
  const server = createServer(
    { maxHeaderSize: 8192, requestTimeout: 10_000 },
    createReportApp({ ...setting, ...core }),
  );
  server.on('connection', (socket) => {
    if (contains(setting.checkpoint.guest.subnet, socket.remoteAddress ?? '')) socket.destroy();
  });
  return server;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
