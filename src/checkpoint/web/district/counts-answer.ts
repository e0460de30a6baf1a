import type { Checkpoint } from '../../../domain/checkpoint.ts';
import { dateOf, formatHour, hourOf, TIME_ZONE } from '../../../domain/clock.ts';
import { type Counts, countUp, type Period, parsePeriod } from '../../../domain/counts.ts';
import type { Clock, ClockQuality } from '../../../platform/clock.ts';
import type { Ledger } from '../../ports.ts';
import { ApiError } from '../api-error.ts';

/** The counts of a period, with all that a reader needs to judge them. */
export interface CountsAnswer extends Counts {
  readonly checkpoint: Pick<Checkpoint, 'id' | 'name' | 'district' | 'province'>;
  readonly period: Pick<Period, 'from' | 'to' | 'by'> & { readonly timeZone: string };
  /** The hour in which this was asked, which is not over. */
  readonly asOf: string;
  /** How far the hours can be trusted: totals are right in any case. */
  readonly clock: ClockQuality;
}

interface CountsQuery {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly by?: unknown;
}

/** @throws {ApiError} where the query names no period. Without dates it is today. */
export function answerCounts(
  { checkpoint, ledger, clock }: { checkpoint: Checkpoint; ledger: Ledger; clock: Clock },
  query: CountsQuery,
): CountsAnswer {
  const nowHour = hourOf(clock.epochMs());
  const today = dateOf(nowHour);
  const period = parsePeriod({
    from: query.from ?? today,
    to: query.to ?? query.from ?? today,
    by: query.by ?? 'day',
  });
  if (typeof period === 'string') throw new ApiError(`period-${period}`);
  const life = { firstHour: ledger.firstHour() ?? nowHour, nowHour };
  const { id, name, district, province } = checkpoint;
  return {
    checkpoint: { id, name, district, province },
    period: { from: period.from, to: period.to, by: period.by, timeZone: TIME_ZONE },
    asOf: formatHour(nowHour),
    clock: clock.quality(),
    ...countUp((visit) => ledger.each(period.firstHour, period.endHour, visit), period, life),
  };
}
