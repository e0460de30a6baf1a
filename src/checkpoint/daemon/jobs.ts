import type { Server } from 'node:http';
import { type Door, openDoor } from '../../platform/doors.ts';
import type { Job } from '../../platform/jobs.ts';
import { listenOn } from '../../platform/listen.ts';
import { createCardSync } from '../flows/card-sync.ts';
import { createHeartbeat } from '../flows/heartbeat.ts';
import { createRetention } from '../flows/retention.ts';
import { createTimeWatch } from '../flows/time-watch.ts';
import type { Core } from './core.ts';
import type { PortalSetting } from './setting.ts';
import type { SecureSide } from './travelers.ts';

export interface Servers {
  readonly district: Server;
  readonly doors: readonly Door[];
  readonly secure: SecureSide | undefined;
}

/** What the portal does again and again, a row a job. */
export function jobsOf(
  { checkpoint, log }: PortalSetting,
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
    createTimeWatch(core.timeServer, core.clock),
    createHeartbeat(core.ledger, core.clock),
    createRetention(core.ledger, core.clock),
    createCardSync(core.ledger),
    { name: 'beginning the ledger anew', everyMs: 5000, run: core.heal },
    { name: 'saving counts from a damaged ledger', everyMs: 60_000, run: core.salvage.run },
    { name: 'asking the gate who is let through', everyMs: 5000, run: core.restore },
    core.uplinkWatch.job,
    core.linkWatch.job,
    core.declaring.job,
    core.notices.job,
    ...(core.push ? [core.push.job] : []),
    ...(core.noticePull ? [core.noticePull.job] : []),
    {
      name: 'opening the report API',
      everyMs: 5000,
      run: () => (district.listening ? undefined : listenOn(district, checkpoint.reporting, log)),
    },
  ];
}
