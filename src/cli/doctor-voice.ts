import type { Contact } from '../domain/checkpoint.ts';
import { formatMoment } from '../domain/clock.ts';
import { changedChecks } from '../domain/doctor-change.ts';
import type { CheckReport, DoctorReport } from '../domain/finding.ts';
import type { Text } from '../domain/text.ts';
import type { Context } from './command.ts';
import { type Style, signOf, tellCheck, tellSummary } from './doctor-words.ts';
import { printJson } from './json-option.ts';

/** How the doctor tells what it does and finds. */
export interface Voice {
  begins(name: Text): void;
  found(report: CheckReport): void;
  ends(report: DoctorReport, contacts: readonly Contact[]): void;
  again(before: DoctorReport, after: DoctorReport): void;
}

/** Moves to the line's begin and clears it (ECMA-48): what goes on is shown until there is something to tell. */
const CLEAR = '\r\u001b[K';
const NOTHING = { vi: 'không có gì thay đổi', en: 'nothing has changed' } as const;
const LOOKING = { vi: 'đang khám', en: 'looking at' } as const;

/** For people; colours, and what goes on, only where one looks. */
export function createPlainVoice({ stdout, tongue }: Context): Voice {
  const style: Style = { tongue, colour: stdout.isTTY === true };
  const write = (text: string) => void stdout.write(style.colour ? CLEAR + text : text);
  return {
    begins: (name) => style.colour && write(`… ${LOOKING[tongue]}: ${name[tongue]}`),
    found: (report) => write(tellCheck(report, style)),
    ends: (report, contacts) => write(tellSummary(report, contacts, style)),
    again: (before, after) => write(tellRound(before, after, style)),
  };
}

/** For programs: a report a round. */
export function createJsonVoice({ stdout }: Context): Voice {
  return {
    begins: () => undefined,
    found: () => undefined,
    ends: (report) => printJson(stdout, report),
    again: (_before, after) => printJson(stdout, after),
  };
}

function tellRound(before: DoctorReport, after: DoctorReport, style: Style): string {
  const { tongue } = style;
  const time = formatMoment(after.epochMs).slice(11, 19);
  const changed = changedChecks(before, after);
  if (changed.length === 0) return `${time}  ${NOTHING[tongue]}\n`;
  const levelOf = (id: string) => before.checks.find((check) => check.id === id)?.level ?? 'green';
  return changed
    .map((check) => {
      const turn = `${signOf(levelOf(check.id), tongue)} -> ${signOf(check.level, tongue)}`;
      return `${time}  ${check.name[tongue]}: ${turn}\n${tellCheck(check, style)}`;
    })
    .join('');
}
