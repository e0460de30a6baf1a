import { type Language, readingOrder } from '../../../domain/language.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { NoticeFault } from '../../../domain/notice-fault.ts';
import type { NoticeReading } from '../../ports.ts';
import type { NoticePart } from './parse.ts';

/** What all files of one notice must say alike. */
const SHARED = ['date', 'expires', 'importance'] as const;

/**
 * The files of each id as one notice. Every file says when and how important, and all of one id say the same: one that differs
 * from the first (Vietnamese, then English, then as the alphabet has it) is left out, as nobody could tell which is right.
 */
export function joinParts(parts: readonly NoticePart[]): NoticeReading {
  const groups = new Map<string, NoticePart[]>();
  for (const part of [...parts].sort(inReadingOrder))
    groups.set(part.id, [...(groups.get(part.id) ?? []), part]);
  const joined = [...groups.values()].map(joinOne);
  return {
    notices: joined.map(({ notice }) => notice),
    faults: joined.flatMap(({ faults }) => faults),
  };
}

function joinOne(parts: readonly NoticePart[]): { notice: Notice; faults: readonly NoticeFault[] } {
  const [first] = parts;
  if (!first) throw new Error('a notice of no file');
  const { id, importance, date, expires } = first;
  const alike = parts.filter((part) => SHARED.every((field) => part[field] === first[field]));
  const text = Object.fromEntries(alike.map((part) => [part.language, part.text]));
  const faults = parts.filter((part) => !alike.includes(part)).map((part) => differing(part, first));
  return { notice: { id, importance, date, expires, text }, faults };
}

function differing(part: NoticePart, first: NoticePart): NoticeFault {
  const fields = SHARED.filter((field) => part[field] !== first[field]).join(', ');
  return {
    where: part.file,
    fault: { vi: `${fields} khác với ${first.file}`, en: `${fields} differs from ${first.file}` },
    remedy: {
      vi: 'ghi date, expires, importance giống nhau trong mọi tệp của một thông báo',
      en: 'write date, expires and importance alike in all files of one notice',
    },
  };
}

function inReadingOrder(a: NoticePart, b: NoticePart): number {
  return rank(a.language).localeCompare(rank(b.language), 'en');
}

function rank(language: Language): string {
  const at = readingOrder('vi').indexOf(language);
  return at < 0 ? `9${language}` : `${at}`;
}
