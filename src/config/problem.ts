import type * as v from 'valibot';
import type { Text, Tongue } from '../domain/text.ts';
import type { FieldHelp } from './fields/help.ts';
import { type Fields, helpFor, keysBeside } from './fields.ts';
import { lineOf } from './lines.ts';

/** One fault of the file: where, what stands there, what is wrong with it, and what to write instead. */
export interface Problem {
  /** Counted from 1; undefined where the file has no line for it. */
  readonly line: number | undefined;
  readonly path: string;
  /** As JSON spells it; undefined where nothing is written. */
  readonly value: string | undefined;
  readonly fault: Text;
  readonly remedy: Text;
}

type Lines = ReadonlyMap<string, number>;

/** A fault that `rules.ts` found: the same, without its place in the file. */
export type Finding = Pick<Problem, 'fault' | 'remedy'> & {
  readonly path: readonly string[];
  readonly value: unknown;
};

export function problemOfFinding(finding: Finding, lines: Lines): Problem {
  const { path, value, fault, remedy } = finding;
  return { line: lineOf(lines, path), path: path.join('.'), value: spell(value), fault, remedy };
}

/** What valibot found, in the technician's words. */
export function problemOfIssue(issue: v.BaseIssue<unknown>, lines: Lines, fields: Fields): Problem {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const kind = issue.expected === 'never' ? 'unknown' : issue.received === 'undefined' ? 'missing' : 'wrong';
  const value = kind === 'unknown' ? issue.path?.at(-1)?.value : issue.input;
  const help = helpFor(path, fields);
  const remedy = kind === 'unknown' ? knownKeys(keysBeside(path, fields)) : instruction(help);
  return {
    line: lineOf(lines, path),
    path: path.join('.'),
    value: help?.isSecret ? undefined : spell(value),
    fault: FAULTS[kind],
    remedy,
  };
}

const FAULTS = {
  unknown: { vi: 'không có mục nào tên như vậy', en: 'there is no such setting' },
  missing: { vi: 'còn thiếu', en: 'is missing' },
  wrong: { vi: 'giá trị không hợp lệ', en: 'this value is not valid' },
} as const satisfies Readonly<Record<string, Text>>;

/** The settings that there are beside an unknown one: the slip of a finger is seen at once. */
function knownKeys(beside: readonly string[]): Text {
  const keys = beside.join(', ');
  return {
    vi: `sửa tên hoặc xóa dòng này; ở đây có: ${keys}`,
    en: `correct the name or remove the line; there are: ${keys}`,
  };
}

/** The problem as a technician reads it: place, fault, then the remedy on a line of its own. */
export function formatProblem(problem: Problem, file: string, tongue: Tongue): string {
  const place = problem.line === undefined ? file : `${file}:${problem.line}`;
  const value = problem.value === undefined ? '' : ` = ${problem.value}`;
  const arrow = tongue === 'vi' ? 'Cách sửa' : 'Remedy';
  return `${place}: ${problem.path}${value}\n    ${problem.fault[tongue]}\n    ${arrow}: ${problem.remedy[tongue]}`;
}

function instruction(help: FieldHelp | undefined): Text {
  if (!help) return { vi: 'xem tài liệu', en: 'see the documentation' };
  return {
    vi: `ghi ${help.wants.vi}, ví dụ: ${help.example}`,
    en: `write ${help.wants.en}, for example: ${help.example}`,
  };
}

function spell(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return text === undefined || text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
