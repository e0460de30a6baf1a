import { type CheckReport, type DoctorReport, type Finding, worstOf } from '../domain/finding.ts';
import { printable } from '../domain/printable.ts';
import type { Text } from '../domain/text.ts';
import { reasonOf } from '../platform/log.ts';
import type { Box } from './box.ts';
import type { Check } from './check.ts';
import { yellow } from './words.ts';

/** Unless the check says otherwise. */
const BOUND_MS = 15_000;

/** Looks at one thing after the other, so that none disturbs another; `onReport` hears of each as it ends. */
export async function examine(
  box: Box,
  checks: Iterable<Check>,
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
    monotonicMs: box.monotonicMs(),
    level: worstOf(reports.map(({ level }) => level)),
    checks: reports,
  };
}

async function examineOne(box: Box, check: Check): Promise<CheckReport> {
  const { id, name } = check;
  const startedMs = box.monotonicMs();
  const findings = await lookInTime(box, check)
    .then((found) => found.map(shown))
    .catch((error): Finding[] => [shown(couldNotLook(reasonOf(error)))]);
  const level = worstOf(findings.map((finding) => finding.level));
  return { id, name, level, findings, tookMs: Math.round(box.monotonicMs() - startedMs) };
}

/** More than the longest of ours, and no more than a terminal bears. */
const CHARACTERS_AT_MOST = 2000;

/** What a portal that was taken over says of itself is read by root's terminal: in one place, whatever a check has made of it. */
function shown({ level, fault, what, meaning, remedy, again }: Finding): Finding {
  return {
    level,
    ...(fault !== undefined && { fault: plain(fault) }),
    what: inBoth(what),
    ...(meaning && { meaning: inBoth(meaning) }),
    ...(remedy && { remedy: inBoth(remedy) }),
    ...(again !== undefined && { again: plain(again) }),
  };
}

function inBoth({ vi, en }: Text): Text {
  return { vi: plain(vi), en: plain(en) };
}

function plain(text: string): string {
  return printable(text, CHARACTERS_AT_MOST);
}

/** A check that hangs, as on a disk that does not answer, keeps the others waiting no longer than its bound. */
async function lookInTime(box: Box, check: Check): Promise<readonly Finding[]> {
  const boundMs = check.boundMs ?? BOUND_MS;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${boundMs / 1000} s`)), boundMs);
  });
  return Promise.race([check.look(box), late]).finally(() => clearTimeout(timer));
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
