import { createServer, type Server } from 'node:http';
import type { Catalog } from '../config/catalog.ts';
import type { Checkpoint, Tls } from '../domain/checkpoint.ts';
import type { NetworkState } from '../domain/gate.ts';
import type { Clock } from '../platform/clock.ts';
import { closeServer } from '../platform/close-server.ts';
import { createDoors, type Door, openDoor } from '../platform/doors.ts';
import { type Job, startJobs } from '../platform/jobs.ts';
import { listenOn } from '../platform/listen.ts';
import type { Log } from '../platform/log.ts';
import { once } from '../platform/once.ts';
import { listenOnSocket } from '../platform/unix-socket.ts';
import { createAccept } from './flows/accept.ts';
import { createAllowance } from './flows/allowance.ts';
import { createArrivals } from './flows/arrive.ts';
import { createCertificateCare } from './flows/certificate-care.ts';
import { createDeclaring } from './flows/declare.ts';
import { createHeartbeat } from './flows/heartbeat.ts';
import { createRevoke } from './flows/revoke.ts';
import { createSessions } from './flows/sessions.ts';
import { createUplinkWatch } from './flows/uplink-watch.ts';
import type { Tokens } from './ports.ts';
import { createCertificate } from './system/certificate.ts';
import { createMachine } from './system/machine.ts';
import { createControlApp } from './web/control.ts';
import { createReportApp } from './web/district/app.ts';
import { createDistrictServer } from './web/district/server.ts';
import { createPortalApp } from './web/traveler/app.ts';
import { createConnections } from './web/traveler/connections.ts';
import { ownHosts } from './web/traveler/origin.ts';
import { createPages } from './web/traveler/pages.ts';
import { createRedirect } from './web/traveler/redirect.ts';
import {
  createPortalServer,
  createSecurePortalServer,
  type PortalServerParts,
} from './web/traveler/server.ts';
import { createVisitorOf } from './web/traveler/visitor.ts';
import { createTurns } from './web/turns.ts';

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

/**
 * The portal program: everything is made here, handed to whoever needs it, started in order and stopped in reverse. The control
 * socket comes first, as it tells whether another one runs; travelers next; what may fail for a while, the report listener on an
 * uplink that is not up yet and the gate, is a job.
 */
export async function startPortal(
  setting: PortalSetting,
): Promise<{ tokens: Tokens; stop(): Promise<void> }> {
  const { checkpoint, log } = setting;
  const control = createServer();
  await listenOnSocket(control, checkpoint.storage.controlSocket, CONTROL_MODE);
  const closing: (() => Promise<void> | void)[] = [() => closeServer(control)];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    let secure: SecureSide | undefined;
    const core = createCore(setting, () => secure?.care.apiState() ?? 'off');
    closing.unshift(core.close);
    const parts = createTravelerParts(setting, core);
    const doors = createDoors(checkpoint.portal, () => createPortalServer(parts));
    secure = checkpoint.tls && createSecureSide(setting, checkpoint.tls, parts);
    control.on('request', createControlApp({ ...setting, ...core, certificate: secure?.care.verdict }));
    closing.push(
      ...[...doors, ...(secure?.doors ?? [])].map(
        ({ server }) =>
          () =>
            closeServer(server),
      ),
    );
    await openDoor(doors[0], log);
    const district = createDistrictServer(createReportApp({ ...setting, ...core }), {
      guests: checkpoint.guest.subnet,
      turns: createTurns(),
    });
    closing.push(() => closeServer(district));
    const jobs = startJobs(jobsOf(setting, core, { district, doors, secure }), log);
    closing.push(core.uplinkWatch.close, jobs.stop);
    return { tokens: core.tokens, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Servers {
  readonly district: Server;
  readonly doors: readonly Door[];
  readonly secure: SecureSide | undefined;
}

function jobsOf(
  { checkpoint, clock, log }: PortalSetting,
  core: Core,
  { district, doors, secure }: Servers,
): readonly Job[] {
  return [
    // One door is enough to begin with: the others' addresses may not be there yet.
    ...[...doors, ...(secure?.doors.slice(1) ?? [])].map((door) => ({
      name: `opening the guide on ${door.host}, port ${door.port}`,
      everyMs: 2000,
      run: () => openDoor(door, log),
    })),
    ...(secure ? [secure.care.job] : []),
    createHeartbeat(core.ledger, clock),
    { name: 'bringing the counts to the disk', everyMs: 5000, run: core.ledger.sync },
    { name: 'asking the gate who is let through', everyMs: 5000, run: core.restore },
    core.uplinkWatch.job,
    core.declaring.job,
    {
      name: 'opening the report API',
      everyMs: 5000,
      run: () => (district.listening ? undefined : listenOn(district, checkpoint.reporting, log)),
    },
  ];
}

type Core = ReturnType<typeof createCore>;

/** What the servers share: the machine, and what is remembered of the phones on it. */
function createCore(setting: PortalSetting, api: () => NetworkState['api']) {
  const { clock, log } = setting;
  const machine = createMachine(setting);
  const sessions = createSessions(clock);
  const allowance = createAllowance({ ...setting.checkpoint.session, clock });
  const arrivals = createArrivals({ ...machine, clock });
  const uplinkWatch = createUplinkWatch({ ...machine, clock, log, changed: () => void declaring.now() });
  const declaring = createDeclaring({
    ...machine,
    state: () => ({ uplink: uplinkWatch.view().state, api: api() }),
    log,
  });
  return {
    ...machine,
    sessions,
    allowance,
    revoke: createRevoke({ ...machine, sessions, allowance }),
    arrivals,
    uplinkWatch,
    declaring,
    /** By the monotonic clock. */
    startedMs: clock.monotonicMs(),
    /** Takes over who was let through before this start; the kernel knows, once the gate answers. */
    restore: once(async () => {
      const grants = await machine.gate.list();
      sessions.restore(grants);
      arrivals.restore(grants.map(({ mac }) => mac));
    }),
  };
}

/** What the servers of all addresses share. */
function createTravelerParts(
  { checkpoint, catalog, root, log }: PortalSetting,
  core: Core,
): PortalServerParts {
  const { tls } = checkpoint;
  const destinations = checkpoint.destinations.flatMap((id) => catalog.destinations.get(id) ?? []);
  const turns = createTurns();
  const connections = createConnections(core.neighbours, turns);
  const app = createPortalApp({
    ...core,
    pages: createPages({ root, checkpoint, destinations, locales: catalog.locales }),
    visitorOf: createVisitorOf({ ...core, connections, languages: checkpoint.languages }),
    destinations,
    accept: createAccept({ ...core, seconds: checkpoint.session.minutes * 60, log }),
    connections,
    capport: tls && { ...core, tls, connections },
    log,
  });
  const { origins } = checkpoint.portal;
  return {
    app,
    ownHosts: ownHosts(checkpoint),
    redirects: { ipv4: createRedirect(origins.ipv4), ipv6: createRedirect(origins.ipv6) },
    connections,
    turns,
    see: core.arrivals.see,
  };
}

type SecureSide = ReturnType<typeof createSecureSide>;

/** The https side. Its first door opens as soon as there is a certificate, and before that is judged at this door. */
function createSecureSide({ checkpoint, clock, log }: PortalSetting, tls: Tls, parts: PortalServerParts) {
  const { hosts } = checkpoint.portal;
  const doors = createDoors({ hosts, port: tls.port }, () => createSecurePortalServer(parts));
  const care = createCertificateCare({
    certificate: createCertificate(tls, hosts[0]),
    async serve({ certificate, key }) {
      for (const { server } of doors)
        server.setSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' });
      await openDoor(doors[0], log);
    },
    clock,
    log,
  });
  return { doors, care };
}
