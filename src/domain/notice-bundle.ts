import type { Notice } from './notice.ts';
import type { Text } from './text.ts';

/** What a district signs: all the notices that it has for its checkpoints. */
export interface NoticeBundle {
  /** When it was made, as the district's machine knows: `2021-02-07T01:30:00.000Z`. */
  readonly issued: string;
  /** Grows from bundle to bundle, so that an old one cannot be brought back: seconds since 1970. */
  readonly sequence: number;
  readonly notices: readonly Notice[];
}

/** Ten notices in Vietnamese and English, all as long as they may be, take some 100 KB of it. */
export const BUNDLE_BYTES_AT_MOST = 256 * 1024;

/** Why a bundle is not taken, and what to do. The old notices stay in every case. */
export const BUNDLE_REFUSALS = {
  'bundle-no-key': {
    fault: {
      vi: 'chốt này chưa có khóa của huyện',
      en: 'this checkpoint has no key of the district',
    },
    remedy: {
      vi: 'ghi notices.publisher_key trong tệp cấu hình, rồi khởi động lại portal',
      en: 'set notices.publisher_key in the config, then start the portal anew',
    },
  },
  'bundle-too-large': {
    fault: { vi: 'gói thông báo lớn hơn 256 KB', en: 'the bundle is larger than 256 KB' },
    remedy: { vi: 'bỏ bớt thông báo rồi đóng gói lại', en: 'pack it anew with fewer notices' },
  },
  'bundle-format': {
    fault: {
      vi: 'không phải gói thông báo nguyên vẹn',
      en: 'this is no notice bundle, or not a whole one',
    },
    remedy: {
      vi: 'chép lại tệp mà `checkpoint-portal notices pack` đã tạo, không sửa gì',
      en: 'copy the file that `checkpoint-portal notices pack` made once more, and change nothing in it',
    },
  },
  'bundle-signature': {
    fault: {
      vi: 'chữ ký không đúng với khóa của huyện',
      en: "the signature is not by the district's key",
    },
    remedy: {
      vi: 'so notices.publisher_key với khóa của huyện; nếu đúng thì gói đã bị sửa: xin lại huyện',
      en: "compare notices.publisher_key with the district's; if they are the same, it was altered: ask for it again",
    },
  },
  'bundle-content': {
    fault: { vi: 'có thông báo viết sai trong gói', en: 'a notice in the bundle is not as it should be' },
    remedy: {
      vi: 'xin huyện đóng gói lại bằng phiên bản này: `checkpoint-portal notices pack`',
      en: 'have the district pack it anew with this version of `checkpoint-portal notices pack`',
    },
  },
  'bundle-old': {
    fault: { vi: 'gói cũ hơn gói đang dùng', en: 'the bundle is older than the one in use' },
    remedy: {
      vi: 'xin gói mới nhất; nếu đây là gói mới nhất, đóng gói lại trên máy đúng ngày giờ',
      en: 'ask for the newest one; if this is the newest, pack it anew on a machine whose clock is right',
    },
  },
  'bundle-early': {
    fault: { vi: 'ngày giờ trong gói nằm ở tương lai', en: 'the bundle is dated in the future' },
    remedy: {
      vi: 'xin huyện chỉnh ngày giờ trên máy của huyện rồi đóng gói lại',
      en: "have the district set its machine's clock and pack it anew",
    },
  },
  'bundle-not-kept': {
    fault: { vi: 'không ghi được gói vào đĩa', en: 'the bundle could not be written to the disk' },
    remedy: {
      vi: 'cấp quyền ghi và chỗ trống cho storage.directory, rồi thử lại',
      en: 'give storage.directory room and the right to write, then try again',
    },
  },
} as const satisfies Readonly<Record<string, { fault: Text; remedy: Text }>>;

/** A district's clock may be a time zone wrong, and still nobody is told to pack anew. */
const AHEAD_SECONDS = 24 * 3600;

/** Whether it is of a day that is not yet: by a clock that was wrong, or to keep every later one out. */
export function isEarly({ sequence }: Pick<NoticeBundle, 'sequence'>, epochMs: number): boolean {
  return sequence > epochMs / 1000 + AHEAD_SECONDS;
}

export type BundleRefusal = keyof typeof BUNDLE_REFUSALS;

/** A bundle that is not taken. */
export class BundleError extends Error {
  readonly code: BundleRefusal;
  /** Where in it, or what the system said; empty where the code says all. */
  readonly detail: string;

  constructor(code: BundleRefusal, detail = '') {
    super(detail === '' ? BUNDLE_REFUSALS[code].fault.en : `${BUNDLE_REFUSALS[code].fault.en} (${detail})`);
    this.name = 'BundleError';
    this.code = code;
    this.detail = detail;
  }
}

/** The words of a refusal. */
export function refusalText({ code, detail }: BundleError): { readonly fault: Text; readonly remedy: Text } {
  const { fault, remedy } = BUNDLE_REFUSALS[code];
  const more = detail === '' ? '' : ` (${detail})`;
  return { fault: { vi: fault.vi + more, en: fault.en + more }, remedy };
}
