import type { Problem } from '../config/problem.ts';
import type { Check } from '../doctor/check.ts';
import { CONFIG_FAULTS, config } from '../doctor/checks/config.ts';
import { examine } from '../doctor/doctor.ts';
import { found } from '../doctor/fault.ts';
import type { DoctorReport } from '../domain/finding.ts';
import { systemClock } from '../platform/clock.ts';
import { type Arguments, type Context, textOption } from './command.ts';
import { createDoctorBox } from './doctor-box.ts';
import type { Voice } from './doctor-voice.ts';
import { readConfig } from './load-config.ts';
import { saveReport } from './save-report.ts';

type Telling = Pick<Voice, 'begins' | 'found'>;

/** One round over this machine, which is saved too where that is wanted. The config is read anew: somebody may be mending it. */
export async function lookOnce(
  context: Context,
  args: Arguments,
  { checks, voice }: { readonly checks: readonly Check[]; readonly voice: Telling },
) {
  const { file, parsed } = readConfig(context, args);
  const box = parsed.ok ? createDoctorBox(context, parsed.checkpoint, file) : undefined;
  const report = box
    ? await examine(box, announced(checks, context, voice), voice.found)
    : wrongConfig(context, file, parsed.ok ? [] : parsed.problems);
  if (!box) report.checks.forEach(voice.found);
  const save = textOption(args, 'save');
  if (save !== undefined && !context.ending().aborted) await saveReport(save, report);
  return { report, contacts: box?.checkpoint.contacts ?? [] };
}

/** No further one once the program is asked to end: a check that is under way cleans up behind it. */
function* announced(checks: readonly Check[], { ending }: Context, { begins }: Telling): Generator<Check> {
  for (const check of checks) {
    if (ending().aborted) return;
    begins(check.name);
    yield check;
  }
}

/** Without a good config there is no checkpoint to look at. */
function wrongConfig(context: Context, file: string, problems: readonly Problem[]): DoctorReport {
  const findings = problems.map(({ line, path, value, fault, remedy }) => {
    const place = `${line === undefined ? '' : `${line}: `}${path}${value === undefined ? '' : ` = ${value}`}`;
    return found(CONFIG_FAULTS, 'wrong', {
      problem: { vi: `${place}: ${fault.vi}`, en: `${place}: ${fault.en}` },
      file,
      remedy,
    });
  });
  return {
    checkpoint: '',
    version: context.version,
    epochMs: systemClock.epochMs(),
    monotonicMs: systemClock.monotonicMs(),
    level: 'red',
    checks: [{ id: config.id, name: config.name, level: 'red', findings, tookMs: 0 }],
  };
}
