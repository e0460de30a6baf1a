import type { DoctorReport } from '../../../domain/finding.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { DoctorReports } from '../../ports.ts';

export interface DoctorParts {
  readonly doctorReports: DoctorReports;
  readonly clock: Clock;
}

/** The doctor's last report, and how far it can be believed. */
export interface DoctorAnswer {
  /** `old`: nobody has looked for longer than the timer waits. `missing`: not since the start. `broken`: what is there is no report. */
  readonly state: 'fresh' | 'old' | 'missing' | 'broken';
  readonly ageMinutes?: number;
  readonly report?: DoctorReport;
}

/** The timer lets the doctor look every ten minutes. */
const FRESH_MINUTES = 30;

export async function answerDoctor({ doctorReports, clock }: DoctorParts): Promise<DoctorAnswer> {
  const reading = await doctorReports.read();
  if (typeof reading === 'string') return { state: reading };
  const { report } = reading;
  // By the clock that never steps: it holds on a box whose time was set in between.
  const ageMinutes = Math.floor((clock.monotonicMs() - report.monotonicMs) / 60_000);
  if (ageMinutes < 0) return { state: 'broken' };
  return { state: ageMinutes <= FRESH_MINUTES ? 'fresh' : 'old', ageMinutes, report };
}
