import type { Text, Tongue } from '../../../../domain/text.ts';

/** What the officer's page says beside the figures' and the sheets' own words. Whatever is in braces is filled in. */
export const PAGE_WORDS = {
  title: { vi: 'Báo cáo của chốt', en: 'Reports of the checkpoint' },
  languages: { vi: 'Ngôn ngữ', en: 'Languages' },
  kitTitle: { vi: 'Bộ tài liệu để in', en: 'Print kit' },
  kitText: {
    vi: 'Làm từ cấu hình của chốt này. In đúng cỡ giấy, chọn “Kích thước thực” (100 %).',
    en: 'Made from the config of this checkpoint. Print at “actual size” (100 %) on the paper named.',
  },
  plainText: { vi: 'dạng chữ', en: 'plain text' },

  loginTitle: { vi: 'Xem số liệu', en: 'See the figures' },
  loginText: {
    vi: 'Nhập mã truy cập mà kỹ thuật viên của chốt đã cấp.',
    en: 'Enter the access token that the technician of the checkpoint has given.',
  },
  token: { vi: 'Mã truy cập', en: 'Access token' },
  login: { vi: 'Đăng nhập', en: 'Log in' },
  loginEnds: {
    vi: 'Tự thoát sau 12 giờ. Máy dùng chung: xem xong xin bấm “Thoát”.',
    en: 'You are logged out after 12 hours. On a shared computer, please log out when done.',
  },
  noToken: {
    vi: 'Chưa có mã? Xin kỹ thuật viên: checkpoint-portal token create TÊN',
    en: 'No token? Ask the technician: checkpoint-portal token create NAME',
  },
  logout: { vi: 'Thoát', en: 'Log out' },
  home: { vi: 'Về trang đầu', en: 'Back to the first page' },

  spans: { vi: 'Khoảng thời gian', en: 'Period' },
  today: { vi: 'Hôm nay', en: 'Today' },
  earlier: { vi: 'Trước', en: 'Earlier' },
  later: { vi: 'Sau', en: 'Later' },
  completeTitle: { vi: 'Số liệu có đủ không', en: 'How complete the figures are' },
  figures: { vi: 'Số lượt', en: 'Figures' },
  plotsByHour: { vi: 'Theo giờ', en: 'By hour' },
  plotsByDay: { vi: 'Theo ngày', en: 'By day' },
  table: { vi: 'Bảng số liệu', en: 'The same figures as a table' },
  hour: { vi: 'Giờ', en: 'Hour' },
  day: { vi: 'Ngày', en: 'Day' },
  total: { vi: 'Tổng', en: 'Total' },
  remark: { vi: 'Ghi chú', en: 'Remark' },

  legendPart: { vi: 'chưa đủ giờ', en: 'part of it only' },
  legendSilent: { vi: 'không có số liệu (không phải là 0)', en: 'no figures (which is not zero)' },
  legendEstimated: { vi: 'giờ ước lượng', en: 'hour estimated' },
  running: { vi: 'chưa hết', en: 'not over' },
  silent: { vi: 'không có số liệu', en: 'no figures' },
  someSilent: { vi: 'có {present}/{hours} giờ', en: '{present} of {hours} hours' },
  estimated: { vi: '{n} giờ ước lượng', en: '{n} hours estimated' },

  splitsTitle: { vi: 'Chia theo loại', en: 'By kind' },
  nothingYet: { vi: 'Chưa có lượt nào.', en: 'None yet.' },
  splitBy: { vi: '{figure} theo {split}', en: '{figure} by {split}' },
  share: { vi: 'Tỉ lệ', en: 'Share' },
  others: { vi: '{n} mục khác', en: '{n} others' },
  otherPhone: { vi: 'Máy khác', en: 'Other' },

  xlsx: { vi: 'Tải tệp Excel', en: 'Download for Excel' },
  csv: { vi: 'Tải tệp CSV', en: 'Download as CSV' },
  howToPrint: { vi: 'In: bấm Ctrl+P, khổ A4.', en: 'To print: Ctrl+P, on A4.' },
  definitions: { vi: 'Các con số nghĩa là gì', en: 'What the figures mean' },
  madeBy: { vi: 'Người lập', en: 'Prepared by' },
  confirmedBy: { vi: 'Phụ trách chốt', en: 'Head of the checkpoint' },
  signature: { vi: '(ký, ghi rõ họ tên)', en: '(signature and name)' },
  dateLine: { vi: 'Ngày …… tháng …… năm ………', en: 'Date: …… / …… / ………' },
} as const satisfies Readonly<Record<string, Text>>;

export type PageWords = Readonly<Record<keyof typeof PAGE_WORDS, string>>;

export function pageWordsIn(tongue: Tongue): PageWords {
  return Object.fromEntries(
    Object.entries(PAGE_WORDS).map(([key, text]) => [key, text[tongue]]),
  ) as unknown as PageWords;
}

/** Monday first. */
export const WEEKDAYS: Readonly<Record<Tongue, readonly string[]>> = {
  vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** Sentences about figures. */
export const SENTENCES = {
  complete: {
    vi: 'Có đủ số liệu của cả {expected} giờ.',
    en: 'Figures of all {expected} hours are there.',
  },
  incomplete: {
    vi: 'Có số liệu của {present}/{expected} giờ. Thiếu {missing} giờ: lúc đó máy của chốt không chạy, số thật có thể cao hơn.',
    en: 'Figures of {present} of {expected} hours are there. In the missing {missing} the checkpoint’s box did not run: the true figures may be higher.',
  },
  none: {
    vi: 'Không có số liệu: chốt chưa chạy trong khoảng này.',
    en: 'No figures: the checkpoint did not run yet in this period.',
  },
  began: {
    vi: 'Chốt mới chạy được một phần của khoảng này: {expected}/{hours} giờ.',
    en: 'The checkpoint has run for a part of this period only: {expected} of {hours} hours.',
  },
  running: {
    vi: 'Khoảng này chưa hết: tính đến {time}.',
    en: 'This period is not over: up to {time}.',
  },
  estimated: {
    vi: '{n} giờ là ước lượng, vì lúc đếm đồng hồ chưa được chỉnh; tổng số vẫn đúng.',
    en: '{n} of the hours are only reckoned, as the clock was not set; the totals are right.',
  },
  saturated: {
    vi: 'Trong {n} giờ có nhiều máy hơn mức chốt phân biệt được: Lượt máy thật cao hơn, các số khác vẫn đủ.',
    en: 'In {n} hours more phones came than the checkpoint can tell apart: there were more devices, all else is whole.',
  },
  offline: {
    vi: 'Mất mạng {minutes} phút trong khoảng này.',
    en: 'Offline for {minutes} minutes of this period.',
  },
  refused: {
    vi: '{n} lần bấm không mở được mạng.',
    en: '{n} taps could not be granted.',
  },
  compared: { vi: 'Số +/− là so với {before}.', en: 'Changes are against {before}.' },
  comparedHours: {
    vi: 'Số +/− là so với cùng số giờ của {before} (đến {time}).',
    en: 'Changes are against the same hours of {before} (up to {time}).',
  },
  tooEarly: {
    vi: 'Chưa so sánh: chưa có giờ nào trọn vẹn.',
    en: 'No comparison yet: no hour is over.',
  },
  notComparedBefore: {
    vi: 'Không so với {before}: khi ấy chỉ có số liệu của {present}/{hours} giờ.',
    en: 'No comparison with {before}: there are figures of {present} of {hours} hours only.',
  },
  notComparedNow: {
    vi: 'Không so với {before}: khoảng đang xem chỉ có số liệu của {present}/{hours} giờ.',
    en: 'No comparison with {before}: this period has figures of {present} of {hours} hours only.',
  },
  highest: {
    vi: 'Tổng {total}. Nhiều nhất {n}: {when}.',
    en: '{total} in all. The most, {n}: {when}.',
  },
  nothing: { vi: 'Chưa có lượt nào.', en: 'None.' },
  silentPlaces: { vi: '{n} cột không có số liệu.', en: '{n} columns have no figures.' },
} as const satisfies Readonly<Record<string, Text>>;

/** How the checkpoint stands, in one line. */
export const HEALTH = {
  at: { vi: 'Lúc {time}', en: 'At {time}' },
  up: { vi: 'internet thông', en: 'internet works' },
  down: { vi: 'internet {fault}', en: 'internet {fault}' },
  clock: { vi: 'đồng hồ đúng', en: 'clock is set' },
  clockUnset: {
    vi: 'đồng hồ chưa được chỉnh, ngày giờ có thể lệch',
    en: 'clock is not set, dates may be off',
  },
  counting: { vi: 'đang đếm bình thường', en: 'counting' },
  ledger: {
    vi: 'đĩa không ghi được, số đếm còn nằm trong bộ nhớ',
    en: 'the disk takes no counts, which wait in memory',
  },
  dead: { vi: 'không mở được {name}', en: '{name} cannot be opened' },
  remedy: {
    vi: 'Xin báo kỹ thuật viên, xem bằng: checkpoint-portal status',
    en: 'Please tell the technician, who sees more with: checkpoint-portal status',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What went wrong on the page, and what to do. */
export const PAGE_FAULTS = {
  wrong: {
    title: { vi: 'Mã truy cập sai hoặc đã bị hủy', en: 'This token is unknown or was revoked' },
    next: {
      vi: 'Xin chép lại cả mã. Nếu vẫn sai, xin kỹ thuật viên mã mới: checkpoint-portal token create TÊN',
      en: 'Copy the whole token again. If it still fails, ask the technician for a new one: checkpoint-portal token create NAME',
    },
  },
  over: {
    title: { vi: 'Đã hết phiên đăng nhập', en: 'The login is over' },
    next: { vi: 'Mời nhập lại mã truy cập.', en: 'Please enter the token again.' },
  },
  foreign: {
    title: { vi: 'Yêu cầu này do một trang khác gửi', en: 'Another site has sent this request' },
    next: { vi: 'Mời đăng nhập ngay tại trang này.', en: 'Please log in on this page itself.' },
  },
  internal: {
    title: { vi: 'Chốt không trả lời được', en: 'The checkpoint failed to answer' },
    next: {
      vi: 'Thử lại sau một phút. Nếu vẫn lỗi, xin kỹ thuật viên xem: checkpoint-portal status',
      en: 'Try again in a minute. If it still fails, ask the technician for: checkpoint-portal status',
    },
  },
} as const satisfies Readonly<Record<string, { title: Text; next: Text }>>;

export type PageFault = keyof typeof PAGE_FAULTS;
