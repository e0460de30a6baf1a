import { setTimeout } from 'node:timers/promises';
import type { DoctorReport } from '../domain/finding.ts';

export interface RoundsParts {
  /** Looks at all once more. */
  readonly look: () => Promise<DoctorReport>;
  readonly tell: (before: DoctorReport, after: DoctorReport) => void;
  readonly everyMs: number;
  readonly ending: AbortSignal;
}

/** Looks again and again until it is asked to end, and resolves to the last report. */
export async function lookOn(first: DoctorReport, parts: RoundsParts): Promise<DoctorReport> {
  const { look, tell, everyMs, ending } = parts;
  let last = first;
  while (!ending.aborted) {
    await setTimeout(everyMs, undefined, { signal: ending }).catch(() => undefined);
    const next = ending.aborted ? last : await look();
    // A round that was broken off has not looked at all.
    if (ending.aborted) break;
    tell(last, next);
    last = next;
  }
  return last;
}
