import { isKnown } from '../../../../domain/clock.ts';
import { momentText } from '../../../../domain/date-text.ts';
import { UPLINK } from '../../../../domain/uplink-words.ts';
import type { CheckpointParts } from '../checkpoint-answer.ts';
import type { Saying } from './saying.ts';
import { HEALTH } from './words.ts';

export interface HealthView {
  readonly isGood: boolean;
  readonly line: string;
  /** What to do; undefined while all is well. */
  readonly remedy: string | undefined;
}

export type HealthParts = Pick<CheckpointParts, 'uplinkWatch' | 'linkWatch' | 'clock'> & {
  readonly ledger: { fault(): string | undefined };
};

/** How the checkpoint stands now, in one line: what is well in two words, what is not with what it means. */
export function healthView({ uplinkWatch, linkWatch, clock, ledger }: HealthParts, { say, tongue }: Saying) {
  const { state, fault } = uplinkWatch.view();
  const dead = linkWatch.view().filter((link) => link.state === 'dead');
  const isSet = isKnown(clock.quality());
  const isKept = ledger.fault() === undefined;
  const facts = [
    state === 'up' ? say(HEALTH.up) : say(HEALTH.down, { fault: UPLINK[fault ?? 'route'].fault[tongue] }),
    say(isSet ? HEALTH.clock : HEALTH.clockUnset),
    say(isKept ? HEALTH.counting : HEALTH.ledger),
    ...dead.map(({ destination: { label } }) => say(HEALTH.dead, { name: label })),
  ];
  const isGood = state === 'up' && isSet && isKept && dead.length === 0;
  return {
    isGood,
    line: `${say(HEALTH.at, { time: momentText(clock.epochMs()) })}: ${facts.join('; ')}.`,
    remedy: isGood ? undefined : say(HEALTH.remedy),
  } satisfies HealthView;
}
