import { parse as parseToml, TomlError } from 'smol-toml';
import * as v from 'valibot';
import type { Language } from '../../../domain/language.ts';
import type { Importance, NoticeText } from '../../../domain/notice.ts';
import type { NoticeFault } from '../../../domain/notice-fault.ts';
import type { Text } from '../../../domain/text.ts';
import { BODY, HEAD, WANTS } from './notice-rules.ts';

/** One file: a notice in one language. */
export interface NoticePart {
  readonly file: string;
  readonly id: string;
  readonly language: Language;
  readonly importance: Importance;
  readonly date: string;
  readonly expires: string;
  readonly text: NoticeText;
}

export const FILE_BYTES_AT_MOST = 16 * 1024;

const NAME = /^([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)\.([a-z]{2,3})\.md$/;
/** The two lines of `+++`, and what stands between and below them. */
const PARTS = /^\+\+\+[ \t]*\n([\s\S]*?\n)?\+\+\+[ \t]*(?:\n|$)([\s\S]*)$/;

const FAULTS = {
  name: {
    fault: { vi: 'tên tệp không đúng', en: 'this is no name for a notice' },
    remedy: {
      vi: 'đặt tên như rua-tay.vi.md: mã bằng chữ thường không dấu, số, gạch nối; rồi ngôn ngữ',
      en: 'name it as in wash-hands.en.md: an id of lower-case letters, digits and hyphens; then the language',
    },
  },
  size: {
    fault: { vi: 'tệp lớn hơn 16 KB', en: 'the file is larger than 16 KB' },
    remedy: {
      vi: 'viết ngắn lại, hoặc chia thành hai thông báo',
      en: 'shorten it, or make two notices of it',
    },
  },
  encoding: {
    fault: { vi: 'không phải chữ UTF-8', en: 'this is not text in UTF-8' },
    remedy: { vi: 'lưu lại tệp với bảng mã UTF-8', en: 'save the file as UTF-8' },
  },
  head: {
    fault: { vi: 'thiếu phần đầu giữa hai dòng +++', en: 'there is no head between two lines of +++' },
    remedy: {
      vi: 'dòng đầu là +++, rồi title, source, date, expires, importance, rồi lại +++',
      en: 'begin with a line of +++, then title, source, date, expires, importance, then +++ again',
    },
  },
} as const satisfies Readonly<Record<string, { fault: Text; remedy: Text }>>;

/** Reads one file: its part of a notice, or all that is wrong with it. */
export function parseNotice(file: string, bytes: Buffer): NoticePart | readonly NoticeFault[] {
  const [, id, language] = NAME.exec(file) ?? [];
  if (id === undefined || language === undefined) return [{ where: shown(file), ...FAULTS.name }];
  if (bytes.length > FILE_BYTES_AT_MOST) return [{ where: file, ...FAULTS.size }];
  const text = decode(bytes);
  if (text === undefined) return [{ where: file, ...FAULTS.encoding }];
  const [whole, head = '', body = ''] = PARTS.exec(text) ?? [];
  if (whole === undefined) return [{ where: file, line: 1, ...FAULTS.head }];
  const read = readHead(file, head);
  const written = v.safeParse(BODY, body);
  if (!Array.isArray(read) && written.success) {
    const { title, source, ...rest } = read as Head;
    return { file, id, language, ...rest, text: { title, source, body: written.output } };
  }
  const faults = Array.isArray(read) ? read : [];
  return written.success
    ? faults
    : [...faults, fieldFault({ file, head, field: 'body', value: body.trim() })];
}

type Head = v.InferOutput<typeof HEAD>;

/** A name that somebody else made up, fit for a log. */
function shown(file: string): string {
  return JSON.stringify(file.slice(0, 60)).slice(1, -1);
}

/** Windows' editors begin with a mark and end lines with two characters. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

function readHead(file: string, head: string): Head | NoticeFault[] {
  let document: unknown;
  try {
    document = parseToml(head);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return [syntaxFault(file, error)];
  }
  const result = v.safeParse(HEAD, document);
  if (!result.success) {
    const fields = new Map(
      result.issues.map((issue) => [String(issue.path?.[0]?.key), issue.path?.[0]?.value]),
    );
    return [...fields].map(([field, value]) => fieldFault({ file, head, field, value }));
  }
  const { date, expires } = result.output;
  return date <= expires ? result.output : [fieldFault({ file, head, field: 'expires', value: expires })];
}

function syntaxFault(file: string, error: TomlError): NoticeFault {
  const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
  return {
    where: file,
    line: error.line + 1,
    fault: { vi: `không đọc được dòng này (${reason})`, en: `this line cannot be read (${reason})` },
    remedy: {
      vi: 'chữ đặt trong dấu ngoặc kép thẳng, như: title = "…"',
      en: 'put words in straight quotation marks, as: title = "…"',
    },
  };
}

interface Wrong {
  readonly file: string;
  readonly head: string;
  readonly field: string;
  readonly value: unknown;
}

/** The head begins on line 2; what is not written at all is missed on line 1. */
function fieldFault({ file, head, field, value }: Wrong): NoticeFault {
  const rows = head.split('\n');
  const row = rows.findIndex((text) => text.replace(/^\s*"?/, '').startsWith(field));
  const line = field === 'body' ? rows.length + 2 : row + 2;
  if (!Object.hasOwn(WANTS, field)) return { where: file, line, ...unknownField(shown(field)) };
  return {
    where: file,
    line,
    fault: faultOf(field, value),
    remedy: WANTS[field as keyof typeof WANTS],
  };
}

function unknownField(field: string): { fault: Text; remedy: Text } {
  const names = Object.keys(HEAD.entries).join(', ');
  return {
    fault: { vi: `không có mục nào tên ${field}`, en: `there is no field ${field}` },
    remedy: { vi: `xóa dòng này; ở đây có: ${names}`, en: `remove the line; there are: ${names}` },
  };
}

function faultOf(field: string, value: unknown): Text {
  if (value === undefined || value === '') return { vi: `còn thiếu ${field}`, en: `${field} is missing` };
  if (typeof value !== 'string' || field === 'importance' || field === 'date' || field === 'expires')
    return { vi: `${field} không hợp lệ`, en: `${field} is not valid` };
  const { length } = [...value.normalize('NFC')];
  return {
    vi: `${field} có ${length} ký tự: quá dài, hoặc có ký tự ẩn`,
    en: `${field} has ${length} characters: too long, or hidden ones among them`,
  };
}
