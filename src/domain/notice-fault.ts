import type { Text, Tongue } from './text.ts';

/** What is wrong with notices, where, and what to do about it. */
export interface NoticeFault {
  /** The file's name, or what else they came from. */
  readonly where: string;
  /** Counted from 1; missing where the fault has no line. */
  readonly line?: number;
  readonly fault: Text;
  readonly remedy: Text;
}

/** Two lines, as a technician reads them. */
export function formatNoticeFault({ where, line, fault, remedy }: NoticeFault, tongue: Tongue): string {
  const place = line === undefined ? where : `${where}:${line}`;
  return `${place}: ${fault[tongue]}\n    ${tongue === 'vi' ? 'Cách sửa' : 'Remedy'}: ${remedy[tongue]}`;
}
