import { FEED_REFUSALS } from '../domain/feed/fault.ts';
import type { Text } from '../domain/text.ts';

interface Words {
  readonly fault: Text;
  readonly remedy: Text;
}

const TRY_AGAIN: Text = {
  vi: 'chạy lại lệnh này; những gì đã lấy vẫn còn, lần sau lấy tiếp',
  en: 'run this command again; what was taken stays, and it goes on from there',
};

/** Why counts do not come from a checkpoint, beside what may be wrong with a batch itself, and what to do. */
const COLLECT_FAULTS = {
  'no-answer': {
    fault: { vi: 'không tới được chốt', en: 'the checkpoint cannot be reached' },
    remedy: {
      vi: 'xem địa chỉ trong danh sách, VPN, và reporting.listen ở chốt; nếu chốt mất mạng: mang tệp của `counts export` về',
      en: 'see the address in the list, the VPN, and reporting.listen there; without an uplink carry the file of `counts export`',
    },
  },
  slow: { fault: { vi: 'chốt trả lời quá chậm', en: 'the answer takes too long' }, remedy: TRY_AGAIN },
  'broken-off': {
    fault: { vi: 'đường truyền đứt giữa chừng', en: 'the connection broke off' },
    remedy: TRY_AGAIN,
  },
  token: {
    fault: { vi: 'chốt không nhận mã truy cập này', en: 'the checkpoint does not take this token' },
    remedy: {
      vi: 'xin mã mới, tạo ở chốt bằng `checkpoint-portal token create huyen`',
      en: 'ask for a new one, made there with `checkpoint-portal token create district`',
    },
  },
  'no-feed': {
    fault: { vi: 'địa chỉ này không đưa số liệu của chốt', en: 'this address gives no feed' },
    remedy: {
      vi: 'xem địa chỉ; nếu đúng là chốt, cập nhật checkpoint-portal ở đó',
      en: 'see the address; if it is the checkpoint, update checkpoint-portal there',
    },
  },
  status: {
    fault: { vi: 'chốt báo lỗi', en: 'the checkpoint reports a fault' },
    remedy: {
      vi: 'thử lại sau vài phút; nếu vẫn thế, xem `checkpoint-portal status` ở chốt',
      en: 'try again in some minutes; if it stays, see `checkpoint-portal status` there',
    },
  },
  circle: {
    fault: { vi: 'câu trả lời không đi tiếp', en: 'the answers do not go forward' },
    remedy: {
      vi: 'có thể ai đó trên đường phát lại câu trả lời cũ: dùng VPN, rồi chạy lại',
      en: 'somebody on the way may be sending old answers again: use the VPN, then run this again',
    },
  },
  endless: {
    fault: {
      vi: 'chốt gửi mãi chưa hết, nhiều hơn số liệu 400 ngày',
      en: 'there is always more, and more than 400 days can be',
    },
    remedy: {
      vi: 'hỏi kỹ thuật viên của chốt: máy có thể đã bị sửa, khi đó bỏ khỏi danh sách; nếu đúng, chạy lại để lấy tiếp',
      en: 'ask its technician: the box may have been tampered with, then take it off the list; if all is well, run this again to go on',
    },
  },
  stopped: { fault: { vi: 'đã dừng theo lệnh', en: 'it was stopped' }, remedy: TRY_AGAIN },
  unlisted: {
    fault: { vi: 'chốt này không có trong danh sách', en: 'this checkpoint is not in the list' },
    remedy: {
      vi: 'thêm bảng [[checkpoint]] với mã và khóa mà `checkpoint-portal enroll` ở chốt in ra',
      en: 'add a [[checkpoint]] table with the id and key that `checkpoint-portal enroll` prints there',
    },
  },
  'cut-off': {
    fault: {
      vi: 'tệp bị cắt cụt; phần còn nguyên đã được lấy',
      en: 'the file was cut off; its whole lines were taken',
    },
    remedy: {
      vi: 'chép lại tệp từ chốt rồi chạy lại',
      en: 'copy it from the checkpoint once more, then run this again',
    },
  },
  'no-file': {
    fault: { vi: 'không đọc được tệp này', en: 'this file cannot be read' },
    remedy: { vi: 'xem lại tên tệp và USB', en: "see the file's name, and the USB stick" },
  },
  ...FEED_REFUSALS,
} as const satisfies Readonly<Record<string, Words>>;

export type CollectFaultCode = keyof typeof COLLECT_FAULTS;

/** Why something was not taken. Its words are ours: nothing that a stranger sent is in it. */
export class CollectError extends Error {
  readonly code: CollectFaultCode;
  /** The system's code, an HTTP status, a place in a batch; empty where `code` says all. */
  readonly detail: string;

  constructor(code: CollectFaultCode, detail = '') {
    super(detail === '' ? code : `${code} (${detail})`);
    this.name = 'CollectError';
    this.code = code;
    this.detail = detail;
  }
}

export function collectWords({ code }: Pick<CollectError, 'code'>): Words {
  return COLLECT_FAULTS[code];
}
