import { createServer } from 'node:http';
import { closeServer } from '../../platform/close-server.ts';
import { createDoors, openDoor } from '../../platform/doors.ts';
import { startJobs } from '../../platform/jobs.ts';
import { listenOnSocket } from '../../platform/unix-socket.ts';
import type { Tokens } from '../ports.ts';
import { createControlApp } from '../web/control.ts';
import { createReportApp } from '../web/district/app.ts';
import { createDistrictServer } from '../web/district/server.ts';
import { createPortalServer } from '../web/traveler/server.ts';
import { createTurns } from '../web/turns.ts';
import { createCore } from './core.ts';
import { jobsOf } from './jobs.ts';
import type { PortalSetting } from './setting.ts';
import { createSecureSide, createTravelerParts, type SecureSide } from './travelers.ts';

/** Only the owner may ask the running portal. */
const CONTROL_MODE = 0o600;

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
    secure = checkpoint.tls && createSecureSide({ ...setting, ...core }, checkpoint.tls, parts);
    control.on('request', createControlApp({ ...setting, ...core, certificate: secure?.care.verdict }));
    closing.push(
      ...[...doors, ...(secure?.doors ?? [])].map(
        ({ server }) =>
          () =>
            closeServer(server),
      ),
    );
    await openDoor(doors[0], log).catch(leaveToJob);
    const district = createDistrictServer(createReportApp({ ...setting, ...core }), {
      guests: checkpoint.guest.subnet,
      turns: createTurns(),
    });
    closing.push(() => closeServer(district));
    const jobs = startJobs(jobsOf(setting, core, { district, doors, secure }), log);
    closing.push(core.uplinkWatch.close, core.linkWatch.close, () => core.push?.close(), jobs.stop);
    return { tokens: core.tokens, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The guests' interface may come later than we do, and is then found by a job; anything else is for whoever starts us. */
function leaveToJob(error: Error): void {
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  if (code !== 'EADDRNOTAVAIL') throw error;
}
