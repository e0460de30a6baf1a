import type { Text } from '../text.ts';

/** Why counts do not reach the hub. None is lost: all is on the disk and goes with the next round. */
export const PUSH_FAULTS = {
  silent: {
    why: { vi: 'hub không trả lời', en: 'the hub does not answer' },
    remedy: {
      vi: 'chốt tự thử lại, không mất số liệu; nếu kéo dài: xem lại reporting.push, hỏi huyện',
      en: 'it is tried again, and nothing is lost; if it lasts: see reporting.push, ask the district',
    },
  },
  certificate: {
    why: { vi: 'không tin được chứng chỉ của hub', en: "the hub's certificate is not believed" },
    remedy: {
      vi: 'xem reporting.push_authorities; nếu máy không có giờ đúng: dùng http:// (chữ ký vẫn bảo vệ số liệu)',
      en: 'see reporting.push_authorities; where the box has no time server: http:// (signatures still protect the counts)',
    },
  },
  authorities: {
    why: { vi: 'không đọc được reporting.push_authorities', en: 'reporting.push_authorities cannot be read' },
    remedy: {
      vi: 'đặt tệp PEM vào đó, cho checkpoint-portal quyền đọc',
      en: 'put the PEM file there, and let checkpoint-portal read it',
    },
  },
  later: {
    why: { vi: 'hub đang bận hoặc đang dừng', en: 'the hub is busy or down' },
    remedy: {
      vi: 'chốt tự thử lại, không mất số liệu; nếu kéo dài: hỏi huyện',
      en: 'it is tried again, and nothing is lost; if it lasts: ask the district',
    },
  },
  status: {
    why: { vi: 'hub không nhận số liệu', en: 'the hub does not take the counts' },
    remedy: {
      vi: 'xem lại reporting.push; hỏi huyện đã ghi khóa của chốt này chưa',
      en: 'see reporting.push; ask the district whether it has enrolled the key of this checkpoint',
    },
  },
  broken: {
    why: { vi: 'hub trả lời sai', en: 'the hub answers what cannot be' },
    remedy: {
      vi: 'báo cho huyện: chương trình hub không theo FEED.md; số liệu vẫn lấy được ở /api/v1/feed',
      en: 'tell the district: its hub does not follow FEED.md; the counts can still be had at /api/v1/feed',
    },
  },
  disk: {
    why: { vi: 'không đọc được sổ đếm', en: 'the ledger cannot be read' },
    remedy: {
      vi: 'cấp quyền ghi và chỗ trống cho storage.directory',
      en: 'give storage.directory room and the right to write',
    },
  },
} as const satisfies Readonly<Record<string, { why: Text; remedy: Text }>>;

export type PushFaultKind = keyof typeof PUSH_FAULTS;

/** What is wrong with the push, for whoever can do something about it. */
export interface PushFault {
  readonly kind: PushFaultKind;
  readonly why: Text;
  readonly remedy: Text;
}

export function pushFault(kind: PushFaultKind, detail: string): PushFault {
  const { why, remedy } = PUSH_FAULTS[kind];
  return { kind, why: { vi: `${why.vi} (${detail})`, en: `${why.en} (${detail})` }, remedy };
}

/** A try that has failed. */
export class PushError extends Error {
  readonly kind: PushFaultKind;
  /** The hub's `Retry-After`, where it has given one. */
  readonly retryAfter: string | undefined;

  constructor(kind: PushFaultKind, detail: string, retryAfter?: string) {
    super(detail);
    this.name = 'PushError';
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}
