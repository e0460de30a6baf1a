import type { Verdict } from '../domain/certificate.ts';
import type { ClockQuality } from '../domain/clock.ts';
import type { Ending } from '../domain/ending.ts';
import type { PushFault } from '../domain/feed/push-fault.ts';
import type { UpkeepReport } from '../domain/gate.ts';
import type { LinkAnswer } from '../domain/link.ts';
import type { UplinkFault } from '../domain/uplink.ts';
import type { Box } from './box.ts';

/** What checks read of the portal's `/status`. */
export interface PortalStatus {
  readonly uptimeSeconds: number;
  readonly clientsGranted: number;
  /** `ok`, or what is wrong. */
  readonly gate: string;
  readonly upkeep: readonly UpkeepReport[];
  readonly ledger: string;
  readonly key: string;
  readonly lastEnding: Ending;
  readonly powerCuts: { readonly count: number; readonly last?: string; readonly clock?: ClockQuality };
  readonly damagedLedgers: readonly { readonly file: string; readonly counters: number }[];
  /** Missing where there is no `[tls]`. */
  readonly certificate?: Verdict;
  readonly uplink: 'ok' | UplinkFault;
  readonly deadDestinations: readonly {
    readonly id: string;
    readonly minutes: number;
    readonly failure: LinkAnswer;
  }[];
  readonly clock: ClockQuality;
  readonly push: {
    readonly state: 'off' | 'pending' | 'ok' | 'failing';
    readonly deliveredMinutesAgo?: number | undefined;
    readonly hoursWaiting?: number | undefined;
    readonly fault?: PushFault | undefined;
    readonly rejected?: { readonly hours: number; readonly reasons: readonly string[] } | undefined;
  };
}

/** Undefined where the portal does not run: that is the finding of one check, and not of each. */
export async function statusOf(box: Box): Promise<PortalStatus | undefined> {
  return (await box.ask('/status').catch(() => undefined)) as PortalStatus | undefined;
}
