import { type CheckReport, type DoctorReport, type Finding, LEVELS, type Level } from './finding.ts';
import type { Text } from './text.ts';

const CHECKS_AT_MOST = 100;
const FINDINGS_AT_MOST = 50;
const CHARACTERS_AT_MOST = 2000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The report that a value is, as it came from a file that another program has written, with its own fields and no others; undefined
 * where it is none.
 */
export function parseDoctorReport(value: unknown): DoctorReport | undefined {
  const { checkpoint, version, epochMs, monotonicMs, level, checks } = fieldsOf(value);
  const parsed = listOf(checks, CHECKS_AT_MOST, parseCheck);
  if (!isWord(checkpoint) || !isWord(version) || !isLevel(level) || !parsed) return undefined;
  if (!isMoment(epochMs) || !isMoment(monotonicMs)) return undefined;
  return { checkpoint, version, epochMs, monotonicMs, level, checks: parsed };
}

function parseCheck(value: unknown): CheckReport | undefined {
  const { id, name, level, findings, tookMs } = fieldsOf(value);
  const told = parseText(name);
  const parsed = listOf(findings, FINDINGS_AT_MOST, parseFinding);
  if (!isWord(id) || !isLevel(level) || !told || !parsed || !isMoment(tookMs)) return undefined;
  return { id, name: told, level, findings: parsed, tookMs };
}

function parseFinding(value: unknown): Finding | undefined {
  const { level, fault, what, meaning, remedy, again } = fieldsOf(value);
  const [told, means, mends] = [what, meaning, remedy].map(parseText);
  if (!isLevel(level) || !told) return undefined;
  return {
    level,
    ...(isWord(fault) && { fault }),
    what: told,
    ...(means && { meaning: means }),
    ...(mends && { remedy: mends }),
    ...(isWord(again) && { again }),
  };
}

function parseText(value: unknown): Text | undefined {
  const { vi, en } = fieldsOf(value);
  return isWord(vi) && isWord(en) ? { vi, en } : undefined;
}

/** All of them, or undefined where one is wrong or there are too many. */
function listOf<T>(
  value: unknown,
  most: number,
  parse: (each: unknown) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const parsed = value.map(parse).filter((each) => each !== undefined);
  return parsed.length === value.length ? parsed : undefined;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.length <= CHARACTERS_AT_MOST;
}

function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
