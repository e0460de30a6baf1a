import { CHECKS } from '../../src/doctor/checks.ts';
import { type Faults, found } from '../../src/doctor/fault.ts';
import { green } from '../../src/doctor/words.ts';
import type { DoctorReport } from '../../src/domain/finding.ts';

/** A report as the doctor makes it: a check that is bad, one to mind, one that is well, and one that has nothing to look at. */
export function doctorReport(): DoctorReport {
  const words: Readonly<Record<string, readonly [string, string]>> = {
    uplink: ['route', 'red'],
    clock: ['unset', 'yellow'],
    disk: ['', 'green'],
    power: ['none', 'green'],
  };
  const checks = Object.entries(words).map(([id, [fault]]) => {
    const check = CHECKS.find((one) => one.id === id);
    if (!check) throw new Error(`no check ${id}`);
    const facts = { name: 'wwan0', now: '2021-02-01 08:30' };
    const findings =
      fault === 'none'
        ? []
        : fault === ''
          ? [green({ vi: 'còn 5120 trên 14000 MB', en: '5120 of 14000 MB left' })]
          : [found(check.faults as Faults, fault, facts)];
    return { id, name: check.name, level: findings[0]?.level ?? ('green' as const), findings, tookMs: 3 };
  });
  return {
    checkpoint: 'thu-nghiem',
    version: '1.2.3',
    epochMs: Date.parse('2021-02-01T08:30:00+07:00'),
    monotonicMs: 0,
    level: 'red',
    checks,
  };
}
