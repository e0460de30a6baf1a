import { setTimeout } from 'node:timers/promises';
import { createFeed, type FeedParts } from '../flows/feed.ts';
import { createPush, type PushParts, type PushReport } from '../flows/push.ts';
import type { Machine } from '../system/machine.ts';
import type { PortalSetting } from './setting.ts';

/** A backlog takes some 40 kbit/s of the link then. */
const PAUSE_MS = 1000;

type CareParts = FeedParts &
  Omit<PushParts, 'hub' | 'feed' | 'pause' | 'minutes' | 'chance'> &
  Pick<Machine, 'hub'> &
  Pick<PortalSetting, 'checkpoint' | 'chance'>;

/** The feed, and where the config names a hub, the push of it. */
export function createFeedCare(parts: CareParts) {
  const feed = createFeed(parts);
  const { hub, checkpoint, chance = Math.random } = parts;
  const setting = checkpoint.reporting.push;
  const pause = () => setTimeout(PAUSE_MS, undefined, { ref: false });
  const push = hub && setting && createPush({ ...parts, hub, feed, pause, minutes: setting.minutes, chance });
  return { feed, push, pushReport: (): PushReport => push?.report() ?? { state: 'off' } };
}
