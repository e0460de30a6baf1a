import type { Checkpoint, Contact } from '../../../domain/checkpoint.ts';
import { type ClockQuality, formatHour, formatMoment } from '../../../domain/clock.ts';
import type { Destination } from '../../../domain/destination.ts';
import type { Ending } from '../../../domain/ending.ts';
import type { LinkState } from '../../../domain/link.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { LinkWatch } from '../../flows/link-watch.ts';
import type { PushReport } from '../../flows/push.ts';
import type { UplinkWatch } from '../../flows/uplink-watch.ts';
import type { CheckpointKey, Ledger, Salvage } from '../../ports.ts';
import { answerDamage, type DamageAnswer } from '../damage-answer.ts';

/** What a checkpoint is and how it stands. What it has counted is another answer. */
export interface CheckpointAnswer
  extends Pick<Checkpoint, 'id' | 'name' | 'district' | 'province' | 'languages'> {
  readonly contacts: readonly Contact[];
  /** The checkpoint's own: Ed25519, the 32 bytes in base64. */
  readonly publicKey: string;
  /** Of the program. */
  readonly version: string;
  /** As far as the clock of today knows. */
  readonly startedAt: string;
  readonly uptimeSeconds: number;
  readonly clock: ClockQuality;
  /** Of the run before this one. */
  readonly lastEnding: Ending;
  readonly powerCuts: PowerCutsAnswer;
  /** With the first link of the chain that is broken, where it is down. */
  readonly uplink: ReturnType<UplinkWatch['view']>;
  /** Whether the counts reach the hub. */
  readonly push: PushReport;
  readonly destinations: readonly DestinationAnswer[];
  readonly damagedLedgers: readonly DamageAnswer[];
}

/** In the last 400 days; each may have cost up to five seconds of counts. */
export interface PowerCutsAnswer {
  readonly count: number;
  /** The hour in which the checkpoint was back; missing where there was none. */
  readonly last?: string;
  /** How well that hour is known. */
  readonly clock?: ClockQuality;
}

/** Times in minutes, as they hold whatever the clock says; missing where nobody has had an answer yet. */
export interface DestinationAnswer extends Pick<Destination, 'id' | 'kind' | 'label' | 'url'> {
  readonly state: LinkState;
  readonly checkedMinutesAgo?: number;
  /** Since when it is in this state. */
  readonly changedMinutesAgo?: number;
}

export interface CheckpointParts {
  readonly checkpoint: Checkpoint;
  readonly version: string;
  /** By the monotonic clock. */
  readonly startedMs: number;
  readonly key: Pick<CheckpointKey, 'publicKey'>;
  readonly uplinkWatch: Pick<UplinkWatch, 'view'>;
  readonly linkWatch: Pick<LinkWatch, 'view'>;
  readonly pushReport: () => PushReport;
  readonly ledger: Pick<Ledger, 'lastEnding' | 'powerCuts'>;
  readonly salvage: Pick<Salvage, 'damage'>;
  readonly clock: Clock;
}

export function answerCheckpoint(parts: CheckpointParts): CheckpointAnswer {
  const { version, startedMs, key, uplinkWatch, linkWatch, pushReport, ledger, salvage, clock } = parts;
  const { id, name, district, province, contacts, languages } = parts.checkpoint;
  const nowMs = clock.monotonicMs();
  const { state, fault } = uplinkWatch.view();
  return {
    id,
    name,
    district,
    province,
    contacts,
    languages,
    publicKey: key.publicKey,
    version,
    startedAt: formatMoment(clock.epochMs() - (nowMs - startedMs)),
    uptimeSeconds: Math.round((nowMs - startedMs) / 1000),
    clock: clock.quality(),
    lastEnding: ledger.lastEnding,
    powerCuts: answerPowerCuts(ledger),
    uplink: { state, fault },
    push: pushReport(),
    destinations: linkWatch.view().map((each) => destinationAnswer(each, nowMs)),
    damagedLedgers: answerDamage(salvage),
  };
}

export function answerPowerCuts({ powerCuts }: Pick<Ledger, 'powerCuts'>): PowerCutsAnswer {
  const { count, last } = powerCuts();
  return last ? { count, last: formatHour(last.hour), clock: last.clock } : { count };
}

type Seen = ReturnType<LinkWatch['view']>[number];

function destinationAnswer(
  { destination, state, sinceMs, checkedMs }: Seen,
  nowMs: number,
): DestinationAnswer {
  const { id, kind, label, url } = destination;
  return {
    id,
    kind,
    label,
    url,
    state,
    ...(checkedMs !== undefined && { checkedMinutesAgo: minutesBetween(checkedMs, nowMs) }),
    ...(sinceMs !== undefined && { changedMinutesAgo: minutesBetween(sinceMs, nowMs) }),
  };
}

function minutesBetween(thenMs: number, nowMs: number): number {
  return Math.floor((nowMs - thenMs) / 60_000);
}
