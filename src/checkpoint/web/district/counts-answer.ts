import { setImmediate } from 'node:timers/promises';
import type { Checkpoint } from '../../../domain/checkpoint.ts';
import { type ClockQuality, formatHour, hourOf, TIME_ZONE } from '../../../domain/clock.ts';
import { type Counts, createCounting } from '../../../domain/counts.ts';
import { DEFINITIONS, type Definitions, publicDefinitions } from '../../../domain/definitions.ts';
import {
  type Period,
  type PeriodFault,
  type PeriodQuery,
  parsePeriod,
  parsePublicPeriod,
} from '../../../domain/period.ts';
import { type Figure, type PublicRule, publicRuleOf, publish } from '../../../domain/suppress.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Ledger } from '../../ports.ts';
import { ApiError } from '../api-error.ts';

/** The counts of a period, with all that a reader needs to judge them. */
export interface CountsAnswer<F extends Figure = number> extends Counts<F> {
  readonly checkpoint: Pick<Checkpoint, 'id' | 'name' | 'district' | 'province'>;
  readonly period: Pick<Period, 'from' | 'to' | 'by'> & { readonly timeZone: string };
  /** The hour in which this was asked, which is not over. */
  readonly asOf: string;
  /** How far the hours can be trusted: totals are right in any case. */
  readonly clock: ClockQuality;
  /** What each figure means and cannot mean, for whoever gets the answer without our documents. */
  readonly definitions: Definitions;
  /** In the public form: what is under `below` is hidden, all else rounded down to multiples of it. */
  readonly public?: Pick<PublicRule, 'below'>;
}

export interface CountsQuery extends PeriodQuery {
  /** `1`: the form that may be published. */
  readonly public?: unknown;
}

/** Read at one go; travelers are served between two of these. A day is some 400 counters, read in under a millisecond. */
const DAYS_AT_A_TIME = 7;

export interface CountsParts {
  readonly checkpoint: Checkpoint;
  readonly ledger: Pick<Ledger, 'each' | 'firstHour'>;
  readonly clock: Clock;
}

/** Without dates it is today, this week or this month. @throws {ApiError} where the query names no period. */
export async function answerCounts(parts: CountsParts, query: CountsQuery): Promise<CountsAnswer<Figure>> {
  // Never taken for the exact form by mistake.
  if (query.public !== undefined && query.public !== '1') throw new ApiError('public-value');
  return query.public === undefined ? answerExactly(parts, query) : answerPublicly(parts, query);
}

/** For who may see every figure. @throws {ApiError} as above. */
export async function answerExactly(parts: CountsParts, query: PeriodQuery): Promise<CountsAnswer> {
  const period = understood(parsePeriod(query, hourOf(parts.clock.epochMs())));
  return { ...about(parts, period), ...(await countPeriod(parts, period)), definitions: DEFINITIONS };
}

async function answerPublicly(parts: CountsParts, query: PeriodQuery): Promise<CountsAnswer<Figure>> {
  const period = understood(parsePublicPeriod(query, hourOf(parts.clock.epochMs())));
  const rule = publicRuleOf(parts.checkpoint);
  const days = await countPeriod(parts, { ...period, by: 'day' });
  return {
    ...about(parts, period),
    public: { below: rule.below },
    ...publish(days, period.by, rule),
    definitions: publicDefinitions(rule.below),
  };
}

function understood(period: Period | PeriodFault): Period {
  if (typeof period === 'string') throw new ApiError(`period-${period}`);
  return period;
}

function about({ checkpoint, clock }: CountsParts, { from, to, by }: Period) {
  const { id, name, district, province } = checkpoint;
  return {
    checkpoint: { id, name, district, province },
    period: { from, to, by, timeZone: TIME_ZONE },
    asOf: formatHour(hourOf(clock.epochMs())),
    clock: clock.quality(),
  };
}

/** All that was counted in `[firstHour, endHour)`. */
export async function countPeriod(
  { ledger, clock }: Pick<CountsParts, 'ledger' | 'clock'>,
  period: Pick<Period, 'by' | 'firstHour' | 'endHour'>,
): Promise<Counts> {
  const nowHour = hourOf(clock.epochMs());
  const counting = createCounting(period, { firstHour: ledger.firstHour() ?? nowHour, nowHour });
  for (let hour = period.firstHour; hour < period.endHour; hour += DAYS_AT_A_TIME * 24) {
    ledger.each(hour, Math.min(hour + DAYS_AT_A_TIME * 24, period.endHour), counting.add);
    await setImmediate();
  }
  return counting.done();
}
