import { createSimulatedUplink, createUplink } from '../checkpoint/system/uplink.ts';
import type { Box } from '../doctor/box.ts';
import { createMachineBox } from '../doctor/machine.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { systemFilesOf } from '../domain/rules/system-files.ts';
import { systemClock } from '../platform/clock.ts';
import { askPortal } from './ask-portal.ts';
import type { Context } from './command.ts';

/** This machine as the doctor sees it, for the checkpoint that the config describes. */
export function createDoctorBox(
  context: Context,
  checkpoint: Checkpoint,
  configFile = '/etc/checkpoint-portal/checkpoint.toml',
): Box {
  const uplink = checkpoint.gate.simulated ? createSimulatedUplink() : createUplink({ checkpoint });
  return createMachineBox({
    checkpoint,
    version: context.version,
    configFile,
    systemFiles: systemFilesOf(checkpoint),
    ask: (path, question) => askPortal(context, checkpoint, { path, ...question }),
    uplink: () => uplink.look(true),
    ...systemClock,
  });
}
