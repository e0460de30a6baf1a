import type { NetworkState } from '../../domain/gate.ts';
import { once } from '../../platform/once.ts';
import { createVouchedClock } from '../../platform/vouched-clock.ts';
import { createAllowance } from '../flows/allowance.ts';
import { createArrivals } from '../flows/arrive.ts';
import { createDeclaring } from '../flows/declare.ts';
import { createLinkWatch } from '../flows/link-watch.ts';
import { createRevoke } from '../flows/revoke.ts';
import { createSelfTests } from '../flows/self-tests.ts';
import { createSessions } from '../flows/sessions.ts';
import { createUplinkWatch } from '../flows/uplink-watch.ts';
import { createMachine } from '../system/machine.ts';
import { createFeedCare } from './feed-care.ts';
import { createKeptKit } from './kit.ts';
import { createNoticeCare } from './notice-care.ts';
import type { PortalSetting } from './setting.ts';

export type Core = ReturnType<typeof createCore>;

/** What the servers share: the machine, and what is remembered of the phones on it. */
export function createCore(setting: PortalSetting, api: () => NetworkState['api']) {
  const { checkpoint, log, linkPace: pace } = setting;
  const clock = createVouchedClock(setting.clock);
  const ofBox = createMachine({ ...setting, clock });
  const machine = { ...ofBox, neighbours: setting.neighbours ?? ofBox.neighbours };
  const box = { ...machine, clock, log };
  const sessions = createSessions(clock);
  const allowance = createAllowance({ ...checkpoint.session, clock });
  const selfTests = createSelfTests(clock);
  const arrivals = createArrivals({ ...box, selfTests });
  const uplinkWatch = createUplinkWatch({ ...box, changed: () => void declaring.now() });
  const declaring = createDeclaring({
    ...box,
    state: () => ({ uplink: uplinkWatch.view().state, api: api() }),
  });
  return {
    ...machine,
    /** Knows what others say of the machine's. */
    clock,
    sessions,
    allowance,
    selfTests,
    ...createFeedCare({ ...setting, ...box, uplinkWatch }),
    revoke: createRevoke({ ...machine, sessions, allowance, selfTests }),
    arrivals,
    uplinkWatch,
    linkWatch: createLinkWatch({ ...box, destinations: checkpoint.destinations, uplinkWatch, pace }),
    ...createNoticeCare({ ...box, uplinkWatch }),
    kit: createKeptKit(setting),
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
