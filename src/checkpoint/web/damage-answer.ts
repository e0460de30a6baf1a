import { formatHour } from '../../domain/clock.ts';
import type { Salvage } from '../ports.ts';

/** A ledger that was found damaged, and what became of it; told as long as its file lies there. */
export interface DamageAnswer {
  /** Its name in the storage directory: what could not be read is still in it. */
  readonly file: string;
  /** The hour in local time; missing where the clock was not set. */
  readonly foundAt?: string;
  /** How many were saved from it, so far. */
  readonly counters: number;
  readonly tokens: number;
  /** Whether that is all that can be read. */
  readonly done: boolean;
}

export function answerDamage({ damage }: Pick<Salvage, 'damage'>): readonly DamageAnswer[] {
  return damage().map(({ file, hour, counters, tokens, isDone: done }) => ({
    file,
    ...(hour !== undefined && { foundAt: formatHour(hour) }),
    counters,
    tokens,
    done,
  }));
}
