import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** A report in which every fault is there that the checks know, as they are written. */
function everyFault(): DoctorReport {
  const checks = CHECKS.map(({ id, name, faults = {} }) => {
    const findings = Object.keys(faults).map((fault) => found(faults, fault));
    const isRed = findings.some(({ level }) => level === 'red');
    return { id, name, level: isRed ? ('red' as const) : ('yellow' as const), findings, tookMs: 1 };
  });
  return { ...doctorReport(), checks };
}

/** What the doctor has left to a portal: nothing, a few faults, or all that there can be. */
export function leaveReport(
  { folder, clock }: { readonly folder: string; readonly clock: { monotonicMs(): number } },
  left: 'none' | 'some' | 'every',
): void {
  const place = join(folder, 'doctor');
  rmSync(place, { recursive: true, force: true });
  if (left === 'none') return;
  mkdirSync(place);
  const report = left === 'some' ? doctorReport() : everyFault();
  writeFileSync(join(place, 'report.json'), JSON.stringify({ ...report, monotonicMs: clock.monotonicMs() }));
}
