import type { Level } from '../../../../domain/finding.ts';
import type { Text } from '../../../../domain/text.ts';

/** What the doctor's page says beside the doctor's own words. */
export const DOCTOR_WORDS = {
  title: { vi: 'Khám máy', en: 'The doctor' },
  link: { vi: 'Khám máy của chốt', en: 'How the box is: the doctor' },
  back: { vi: 'Về trang số liệu', en: 'Back to the figures' },
  summary: {
    vi: 'Khám cách đây {n} phút: {red} mục hỏng, {yellow} cần chú ý, {green} tốt.',
    en: 'Looked at {n} minutes ago: {red} bad, {yellow} to mind, {green} good.',
  },
  allGood: { vi: 'Tất cả đều tốt.', en: 'All is well.' },
  good: { vi: 'Các mục tốt', en: 'What is well' },
  meaning: { vi: 'Nghĩa là', en: 'Meaning' },
  remedy: { vi: 'Cách sửa', en: 'Remedy' },
  again: { vi: 'Xem lại', en: 'Check again' },
  contacts: { vi: 'Cần giúp thì gọi', en: 'For help call' },
  howTo: {
    vi: 'Lệnh gõ ngay trên máy của chốt, với sudo. Khám lại ngay: ',
    en: 'Commands are typed on the box itself, with sudo. To look again now: ',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const DOCTOR_LEVELS: Readonly<Record<Level, Text>> = {
  red: { vi: 'Hỏng', en: 'Bad' },
  yellow: { vi: 'Chú ý', en: 'Mind' },
  green: { vi: 'Tốt', en: 'Good' },
};

/** Why there is no report of these minutes, and what to do. */
export const DOCTOR_FAULTS = {
  old: {
    vi: 'Kết quả này đã cũ ({n} phút): máy không tự khám nữa. Xin kỹ thuật viên xem: systemctl status checkpoint-doctor.timer',
    en: 'This report is {n} minutes old: the box does not look any more. Please ask the technician for: systemctl status checkpoint-doctor.timer',
  },
  missing: {
    vi: 'Chưa có kết quả khám từ lúc bật máy. Đợi vài phút; nếu vẫn chưa có, xin kỹ thuật viên xem: systemctl status checkpoint-doctor.timer',
    en: 'Nobody has looked since the box was switched on. Wait some minutes; if that does not help, please ask the technician for: systemctl status checkpoint-doctor.timer',
  },
  broken: {
    vi: 'Kết quả khám không đọc được. Xin kỹ thuật viên chạy: systemctl start checkpoint-doctor',
    en: 'The report cannot be read. Please ask the technician to run: systemctl start checkpoint-doctor',
  },
} as const satisfies Readonly<Record<string, Text>>;
