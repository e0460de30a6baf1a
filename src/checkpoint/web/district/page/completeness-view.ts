import { hourOf } from '../../../../domain/clock.ts';
import { momentText } from '../../../../domain/date-text.ts';
import type { Span } from '../../../../domain/span.ts';
import type { CountsAnswer } from '../counts-answer.ts';
import type { Saying } from './saying.ts';
import { SENTENCES } from './words.ts';

/** How far the figures of a period can be believed, in sentences, the most important one first. */
export function completenessView(
  { completeness, totals }: Pick<CountsAnswer, 'completeness' | 'totals'>,
  { span, nowMs }: { readonly span: Span; readonly nowMs: number },
  { say }: Saying,
): readonly string[] {
  const { hoursExpected: expected, hoursPresent: present, hoursEstimated, hoursSaturated = 0 } = completeness;
  const hours = Math.min(span.period.endHour, hourOf(nowMs) + 1) - span.period.firstHour;
  const missing = expected - present;
  const { refused = 0, uplink_down_seconds: offlineSeconds = 0 } = totals;
  const sentences: readonly (string | false)[] = [
    expected === 0
      ? say(SENTENCES.none)
      : say(missing === 0 ? SENTENCES.complete : SENTENCES.incomplete, { expected, present, missing }),
    span.isRunning && say(SENTENCES.running, { time: momentText(nowMs) }),
    expected > 0 && expected < hours && say(SENTENCES.began, { expected, hours }),
    hoursEstimated > 0 && say(SENTENCES.estimated, { n: hoursEstimated }),
    hoursSaturated > 0 && say(SENTENCES.saturated, { n: hoursSaturated }),
    offlineSeconds > 0 && say(SENTENCES.offline, { minutes: Math.ceil(offlineSeconds / 60) }),
    refused > 0 && say(SENTENCES.refused, { n: refused }),
  ];
  return sentences.filter((sentence) => sentence !== false);
}
