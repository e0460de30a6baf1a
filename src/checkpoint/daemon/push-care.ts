import { setTimeout } from 'node:timers/promises';
import { createPush, type Push, type PushParts } from '../flows/push.ts';
import type { Machine } from '../system/machine.ts';
import type { PortalSetting } from './core.ts';

/** Of a link of 1 Mbit/s a backlog takes a tenth. */
const PAUSE_MS = 1000;

/** The push, where the config names a hub. */
export function createPushCare(
  parts: Omit<PushParts, 'hub' | 'pause' | 'minutes' | 'chance'> &
    Pick<Machine, 'hub'> &
    Pick<PortalSetting, 'checkpoint' | 'chance'>,
): Push | undefined {
  const { hub, checkpoint, chance = Math.random } = parts;
  const { push } = checkpoint.reporting;
  if (!hub || !push) return undefined;
  const pause = () => setTimeout(PAUSE_MS, undefined, { ref: false });
  return createPush({ ...parts, hub, pause, minutes: push.minutes, chance });
}
