import type { Text } from '../text.ts';

/** One thing that the installation keeps or says, and why. A column, file or field that has no row has no right to be there. */
export interface PrivacyRow {
  /** Its name where it is found; `N` stands for a number, `*` for one more name: `counts.rows[].totals.*`. */
  readonly id: string;
  readonly purpose: Text;
  readonly kept: Kept;
  readonly leaves: Leaves;
  /** What a text in the column may look like; anything else in it is a finding. */
  readonly shape?: RegExp;
}

/** Fields by their names, each with its purpose. */
export type Fields = Readonly<Record<string, Text>>;

/** How long it is kept. */
export const KEPT = {
  hours: { vi: '400 ngày', en: '400 days' },
  minutes: { vi: 'đến khi đồng hồ được chỉnh', en: 'until the clock is set' },
  file: { vi: 'cùng với tệp số đếm', en: 'as long as the ledger file' },
  end: { vi: 'đến khi chương trình dừng', en: 'until the program ends' },
  revoked: { vi: 'đến khi hủy mã', en: 'until the token is revoked' },
  technician: { vi: 'đến khi kỹ thuật viên xóa', en: 'until the technician removes it' },
  replaced: { vi: 'đến khi có bản mới hơn', en: 'until a newer one comes' },
  update: { vi: 'đến khi cập nhật xong', en: 'until the update is over' },
  key: { vi: 'đến khi làm khóa mới', en: 'until a new key is made' },
  journal: { vi: 'theo cấu hình journald của máy', en: "as the box's journald is set" },
  power: { vi: 'trong RAM, mất khi tắt máy', en: 'in RAM, gone with the power' },
  kernel: { vi: 'trong RAM, hết phiên nhân tự xóa', en: 'in RAM, until the kernel ends the session' },
  session: {
    vi: 'trong RAM, hết phiên; xóa khi có máy khác vào',
    en: 'in RAM, past the session until another phone comes',
  },
  lease: {
    vi: 'trong RAM, nhiều nhất 30 phút; xóa khi có máy khác hỏi',
    en: 'in RAM, 30 minutes at most and until another phone asks',
  },
  minute: { vi: 'trong RAM, vài phút', en: 'in RAM, some minutes' },
  cache: { vi: 'trong RAM, nhiều nhất 15 phút', en: 'in RAM, 15 minutes at most' },
  midnight: {
    vi: 'trong RAM, đến máy đầu tiên sau nửa đêm',
    en: 'in RAM, until the first phone after midnight',
  },
  restart: { vi: 'trong RAM, đến khi khởi động lại', en: 'in RAM, until a restart' },
  request: { vi: 'trong RAM, đến khi trả lời xong', en: 'in RAM, until the answer is sent' },
  answer: { vi: 'không lưu, tính khi được hỏi', en: 'not kept, made when asked' },
} as const satisfies Readonly<Record<string, Text>>;

export type Kept = keyof typeof KEPT;

/** Whether it leaves the device, and to whom. */
export const LEAVES = {
  no: { vi: 'không', en: 'no' },
  district: { vi: 'có, tới nơi có mã truy cập', en: 'yes, to holders of a token' },
  upstream: { vi: 'có, kèm chữ ký, lên tuyến trên', en: 'yes, signed, to the level above' },
  reader: { vi: 'có, qua cổng báo cáo', en: 'yes, over the report port' },
  technician: { vi: 'không, chỉ xem tại máy', en: 'no, shown on the box only' },
} as const satisfies Readonly<Record<string, Text>>;

export type Leaves = keyof typeof LEAVES;

/** Whether a row speaks of this name. */
export function isAbout({ id }: PrivacyRow, name: string): boolean {
  const pattern = id
    .replace(/[.[\]$]/g, '\\$&')
    .replaceAll('*', '[^.]+')
    .replace(/\bN\b/g, '\\d+');
  return new RegExp(`^${pattern}$`).test(name);
}
