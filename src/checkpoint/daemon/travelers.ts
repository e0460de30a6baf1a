import type { Tls } from '../../domain/checkpoint.ts';
import { gardenHosts } from '../../domain/garden.ts';
import { createDoors, openDoor } from '../../platform/doors.ts';
import { createAccept } from '../flows/accept.ts';
import { createCertificateCare } from '../flows/certificate-care.ts';
import { createCertificate } from '../system/certificate.ts';
import { createPortalApp } from '../web/traveler/app.ts';
import { createConnections } from '../web/traveler/connections.ts';
import type { Content } from '../web/traveler/content.ts';
import { createNoticeViews } from '../web/traveler/notice-views.ts';
import { ownHosts } from '../web/traveler/origin.ts';
import { createPages } from '../web/traveler/pages.ts';
import { createRedirect } from '../web/traveler/redirect.ts';
import { createSecurePortalServer, type PortalServerParts } from '../web/traveler/server.ts';
import { createVisitorOf } from '../web/traveler/visitor.ts';
import { createTurns } from '../web/turns.ts';
import type { Core } from './core.ts';
import type { PortalSetting } from './setting.ts';

/** What the servers of all addresses share. */
export function createTravelerParts(
  { checkpoint, catalog, root, log }: PortalSetting,
  core: Core,
): PortalServerParts {
  const { tls, destinations } = checkpoint;
  const { linkWatch, notices } = core;
  const content: Content = {
    version: () => `${linkWatch.version()} ${notices.version()}`,
    isDead: linkWatch.isDead,
    notices: createNoticeViews({ ...notices, hosts: gardenHosts(checkpoint) }),
  };
  const turns = createTurns();
  const connections = createConnections(core.neighbours, turns);
  const app = createPortalApp({
    ...core,
    pages: createPages({
      root,
      checkpoint,
      locales: catalog.locales,
      shipped: catalog.destinations,
      content,
    }),
    visitorOf: createVisitorOf({ ...core, connections, languages: checkpoint.languages }),
    destinations,
    checkIn: checkpoint.locationQr !== undefined,
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

export type SecureSide = ReturnType<typeof createSecureSide>;

/** The https side. Its first door opens as soon as there is a certificate, and before that is judged at this door. */
export function createSecureSide(
  { checkpoint, declaring, clock, log }: PortalSetting & Core,
  tls: Tls,
  parts: PortalServerParts,
) {
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
    changed: () => void declaring.now(),
  });
  return { doors, care };
}
