import type { CheckReport, DoctorReport } from './finding.ts';

/** The checks that stand otherwise than in the round before: a figure that moves, as a temperature, is no change. */
export function changedChecks(before: DoctorReport, after: DoctorReport): readonly CheckReport[] {
  const then = new Map(before.checks.map((check) => [check.id, markOf(check)]));
  return after.checks.filter((check) => then.get(check.id) !== markOf(check));
}

function markOf({ level, findings }: CheckReport): string {
  const faults = findings.filter((finding) => finding.level !== 'green');
  return [level, ...faults.map(({ fault, what }) => fault ?? what.en).sort()].join('\n');
}
