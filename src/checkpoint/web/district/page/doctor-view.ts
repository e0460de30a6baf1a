import type { Contact } from '../../../../domain/checkpoint.ts';
import { type CheckReport, type Finding, LEVELS, type Level } from '../../../../domain/finding.ts';
import type { Text, Tongue } from '../../../../domain/text.ts';
import type { DoctorAnswer } from '../doctor-answer.ts';
import { DOCTOR_FAULTS, DOCTOR_LEVELS, DOCTOR_WORDS } from './doctor-words.ts';
import type { Saying } from './saying.ts';

/** A piece of a text, and whether it is a command. */
export interface Piece {
  readonly text: string;
  readonly isCommand: boolean;
}

interface CheckView {
  readonly level: Level;
  readonly sign: string;
  readonly name: string;
  readonly findings: readonly FindingView[];
}

interface FindingView {
  readonly what: string;
  readonly meaning: string | undefined;
  readonly remedy: readonly Piece[] | undefined;
  readonly again: string;
}

/** All that the doctor's page shows, in words: what is bad first, what is well in a line each. */
export function doctorView(answer: DoctorAnswer, contacts: readonly Contact[], saying: Saying) {
  const { state, ageMinutes: n = 0, report } = answer;
  const { tongue, say } = saying;
  const checks = (report?.checks ?? []).filter(({ findings }) => findings.length > 0);
  const of = (level: Level) => checks.filter((check) => check.level === level);
  const [red, yellow, green] = [of('red'), of('yellow'), of('green')];
  return {
    other: (lang: string) => `/doctor?lang=${lang}`,
    words: wordsIn(tongue),
    alert: state === 'fresh' ? undefined : say(DOCTOR_FAULTS[state], { n }),
    summary:
      report && say(DOCTOR_WORDS.summary, { n, red: red.length, yellow: yellow.length, green: green.length }),
    isGood: state === 'fresh' && report?.level === 'green',
    faults: [...red, ...yellow].map((check) => checkView(check, tongue)),
    good: green.map((check) => checkView(check, tongue)),
    contacts: red.length > 0 ? contacts : [],
  };
}

function checkView({ id, name, level, findings }: CheckReport, tongue: Tongue): CheckView {
  const shown =
    level === 'green' ? findings : findings.filter((finding) => finding.level !== 'green').sort(worstFirst);
  return {
    level,
    sign: DOCTOR_LEVELS[level][tongue],
    name: name[tongue],
    findings: shown.map(({ what, meaning, remedy, again }) => ({
      what: what[tongue],
      meaning: meaning?.[tongue],
      remedy: remedy && piecesOf(remedy[tongue]),
      again: again ?? `checkpoint-portal doctor ${id}`,
    })),
  };
}

function worstFirst(one: Finding, other: Finding): number {
  return LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level);
}

/** Commands stand between backquotes. */
function piecesOf(text: string): readonly Piece[] {
  return text.split('`').map((piece, index) => ({ text: piece, isCommand: index % 2 === 1 }));
}

function wordsIn(tongue: Tongue): Readonly<Record<keyof typeof DOCTOR_WORDS, string>> {
  const entries = Object.entries(DOCTOR_WORDS).map(([key, text]: [string, Text]) => [key, text[tongue]]);
  return Object.fromEntries(entries) as Readonly<Record<keyof typeof DOCTOR_WORDS, string>>;
}
