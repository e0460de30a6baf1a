import type { Text } from '../text.ts';

/** Why a batch, or a file of batches, is not taken, and what to do. What was taken before stays in every case. */
export const FEED_REFUSALS = {
  'feed-format': {
    fault: {
      vi: 'không phải số liệu nguyên vẹn của một chốt',
      en: 'this is no batch of counts, or not a whole one',
    },
    remedy: {
      vi: 'lấy lại từ chốt, không sửa gì',
      en: 'get it from the checkpoint once more, and change nothing in it',
    },
  },
  'feed-version': {
    fault: { vi: 'số liệu theo phiên bản mới hơn', en: 'this batch is of a newer form' },
    remedy: { vi: 'cập nhật checkpoint-portal ở máy này', en: 'update checkpoint-portal on this machine' },
  },
  'feed-too-large': {
    fault: { vi: 'gói số liệu lớn hơn mức cho phép', en: 'this batch is larger than one may be' },
    remedy: {
      vi: 'cập nhật checkpoint-portal ở chốt, rồi lấy lại',
      en: 'update checkpoint-portal at the checkpoint, then get it once more',
    },
  },
  'feed-signature': {
    fault: { vi: 'chữ ký không đúng với khóa của chốt', en: "the signature is not by the checkpoint's key" },
    remedy: {
      vi: 'so khóa với `checkpoint-portal enroll` ở chốt; nếu giống nhau thì số liệu đã bị sửa trên đường',
      en: 'compare the key with `checkpoint-portal enroll` at the checkpoint; if they are the same, it was altered on its way',
    },
  },
  'feed-other': {
    fault: { vi: 'số liệu của một chốt khác', en: 'this is of another checkpoint' },
    remedy: {
      vi: 'xem lại địa chỉ và mã chốt trong danh sách',
      en: 'see that address and id in the list belong together',
    },
  },
} as const satisfies Readonly<Record<string, { fault: Text; remedy: Text }>>;

export type FeedRefusal = keyof typeof FEED_REFUSALS;

/** A batch that is not taken. */
export class FeedError extends Error {
  readonly code: FeedRefusal;
  /** Where in it: `items.3.hour`; empty where the code says all. */
  readonly detail: string;

  constructor(code: FeedRefusal, detail = '') {
    super(detail === '' ? FEED_REFUSALS[code].fault.en : `${FEED_REFUSALS[code].fault.en} (${detail})`);
    this.name = 'FeedError';
    this.code = code;
    this.detail = detail;
  }
}
