import { type CheckReport, type DoctorReport, type Finding, worstOf } from '../domain/finding.ts';
import { reasonOf } from '../platform/log.ts';
import type { Box } from './box.ts';
import type { Check } from './check.ts';
import { yellow } from './words.ts';

/** Looks at one thing after the other, so that none disturbs another; `onReport` hears of each as it ends. */
export async function examine(
  box: Box,
  checks: readonly Check[],
  onReport: (report: CheckReport) => void = () => undefined,
): Promise<DoctorReport> {
  const reports: CheckReport[] = [];
  for (const check of checks) {
    const report = await examineOne(box, check);
    onReport(report);
    reports.push(report);
  }
  return {
    checkpoint: box.checkpoint.id,
    version: box.version,
    epochMs: box.epochMs(),
    level: worstOf(reports.map(({ level }) => level)),
    checks: reports,
  };
}

async function examineOne(box: Box, { id, name, look }: Check): Promise<CheckReport> {
  const startedMs = box.monotonicMs();
  const findings = await look(box).catch((error): Finding[] => [couldNotLook(reasonOf(error))]);
  const level = worstOf(findings.map((finding) => finding.level));
  return { id, name, level, findings, tookMs: Math.round(box.monotonicMs() - startedMs) };
}

function couldNotLook(reason: string): Finding {
  return yellow(
    { vi: `không kiểm tra được: ${reason}`, en: `could not be looked at: ${reason}` },
    {
      meaning: { vi: 'chưa biết phần này tốt hay hỏng', en: 'it is not known whether this is well' },
      remedy: { vi: 'chạy lại với sudo', en: 'run it again with sudo' },
    },
  );
}
