import { BUNDLE_REFUSALS, BundleError, type BundleRefusal } from '../../domain/notice-bundle.ts';
import type { Text, Tongue } from '../../domain/text.ts';

interface Row {
  readonly status: number;
  readonly message: Text;
  readonly hint: Text;
}

/** What a program that brings a bundle of notices is told, beside the words of the domain. */
const BUNDLE_STATUS: Readonly<Record<BundleRefusal, number>> = {
  'bundle-no-key': 409,
  'bundle-too-large': 413,
  'bundle-format': 422,
  'bundle-signature': 403,
  'bundle-content': 422,
  'bundle-old': 409,
  'bundle-early': 409,
  'bundle-not-kept': 503,
};

/** What the report API can say is wrong: the status, what happened, and what to do about it. */
const API_FAULTS = {
  'no-token': {
    status: 401,
    message: { vi: 'cần có mã truy cập', en: 'a token is needed' },
    hint: {
      vi: 'gửi kèm "Authorization: Bearer MÃ"; kỹ thuật viên tạo mã bằng: checkpoint-portal token create TÊN',
      en: 'send "Authorization: Bearer TOKEN"; the technician makes one with: checkpoint-portal token create NAME',
    },
  },
  'wrong-token': {
    status: 401,
    message: { vi: 'mã truy cập sai hoặc đã bị hủy', en: 'this token is unknown or was revoked' },
    hint: {
      vi: 'xin kỹ thuật viên mã mới: checkpoint-portal token create TÊN',
      en: 'ask the technician for a new one: checkpoint-portal token create NAME',
    },
  },
  'login-over': {
    status: 401,
    message: { vi: 'đã hết phiên đăng nhập', en: 'the login is over' },
    hint: {
      vi: 'mở lại trang đầu của địa chỉ này và đăng nhập',
      en: 'open the first page of this address and log in again',
    },
  },
  'foreign-origin': {
    status: 403,
    message: { vi: 'yêu cầu này do một trang khác gửi', en: 'another site has sent this request' },
    hint: {
      vi: 'mở trang đầu của địa chỉ này rồi bấm ở đó',
      en: 'open the first page of this address and use its own buttons',
    },
  },
  'not-found': {
    status: 404,
    message: { vi: 'không có gì ở đây', en: 'there is nothing here' },
    hint: {
      vi: 'số liệu ở /api/v1/counts?from=2021-02-01&to=2021-02-07&by=day',
      en: 'figures are at /api/v1/counts?from=2021-02-01&to=2021-02-07&by=day',
    },
  },
  'wipe-other': {
    status: 400,
    message: { vi: 'chốt này có id khác', en: 'this checkpoint has another id' },
    hint: {
      vi: 'ghi --yes với đúng id trong ngoặc, nếu thật sự muốn xóa số liệu của chốt này',
      en: 'write --yes with the id in brackets, if the figures of this checkpoint are meant',
    },
  },
  'wipe-failed': {
    status: 500,
    message: { vi: 'chưa xóa hết được', en: 'not all could be deleted' },
    hint: {
      vi: 'xem `checkpoint-portal status` và nhật ký, dọn chỗ trên thẻ nhớ, rồi chạy lại lệnh này',
      en: 'see `checkpoint-portal status` and the log, make room on the card, then run this again',
    },
  },
  'mac-wrong': {
    status: 400,
    message: { vi: 'địa chỉ WiFi viết sai', en: 'this is no WiFi address' },
    hint: {
      vi: 'viết sáu cặp chữ số, ví dụ 02:00:5e:10:00:0a; điện thoại ghi trong phần Giới thiệu hoặc thông tin WiFi',
      en: 'write six pairs of digits, as 02:00:5e:10:00:0a; the phone shows it in About or in the details of the WiFi',
    },
  },
  'self-tests-many': {
    status: 409,
    message: { vi: 'đang có quá nhiều lần tự thử cùng lúc', en: 'too many self-tests are on their way' },
    hint: { vi: 'chờ một phút rồi thử lại', en: 'try again in a minute' },
  },
  'token-not-found': {
    status: 404,
    message: { vi: 'không có mã truy cập này', en: 'there is no such token' },
    hint: {
      vi: 'xem cột đầu của checkpoint-portal token list',
      en: 'take the first column of checkpoint-portal token list',
    },
  },
  'method-not-allowed': {
    status: 405,
    message: { vi: 'địa chỉ này không nhận cách gọi đó', en: 'this address does not take that method' },
    hint: { vi: 'dùng cách gọi ghi trong Allow', en: 'use one of those in Allow' },
  },
  'format-unknown': {
    status: 406,
    message: { vi: 'không có định dạng này', en: 'this format is not made here' },
    hint: { vi: 'dùng format=json, csv hoặc xlsx', en: 'use format=json, csv or xlsx' },
  },
  'period-date': {
    status: 400,
    message: { vi: 'ngày viết sai', en: 'a date is written wrongly' },
    hint: { vi: 'viết năm-tháng-ngày, ví dụ 2021-02-28', en: 'write year-month-day, as 2021-02-28' },
  },
  'period-order': {
    status: 400,
    message: { vi: 'ngày cuối đứng trước ngày đầu', en: 'to lies before from' },
    hint: {
      vi: 'đổi chỗ hai ngày; không ghi ngày đầu thì tính từ hôm nay, đầu tuần hoặc đầu tháng này',
      en: 'swap them; without from it is today, or the first day of this week or month',
    },
  },
  'period-granularity': {
    status: 400,
    message: {
      vi: 'chỉ tính được theo giờ, ngày, tuần hoặc tháng',
      en: 'by is no hour, day, week or month',
    },
    hint: { vi: 'dùng hour, day, week hoặc month', en: 'use hour, day, week or month' },
  },
  'period-hour-public': {
    status: 400,
    message: { vi: 'bản công khai không chia theo giờ', en: 'the public form is not cut by hour' },
    hint: {
      vi: 'dùng by=day, week hoặc month; số theo giờ chỉ dùng nội bộ, không có public',
      en: 'use by=day, week or month; hours are internal, without public',
    },
  },
  'period-not-over': {
    status: 400,
    message: {
      vi: 'bản công khai chỉ có những ngày đã qua',
      en: 'the public form holds days that are over',
    },
    hint: { vi: 'hỏi đến hết hôm qua', en: 'ask for days up to yesterday' },
  },
  'public-value': {
    status: 400,
    message: { vi: 'public viết sai', en: 'public is neither 1 nor missing' },
    hint: {
      vi: 'viết public=1 để lấy bản công khai, không ghi public để lấy số chính xác',
      en: 'write public=1 for the public form, and nothing for exact figures',
    },
  },
  'period-too-long': {
    status: 400,
    message: { vi: 'khoảng thời gian quá dài', en: 'this is too long for one answer' },
    hint: {
      vi: 'hỏi nhiều nhất 31 ngày theo giờ, 400 ngày theo ngày, 800 ngày theo tuần hoặc tháng',
      en: 'ask for at most 31 days by hour, 400 by day, 800 by week or month',
    },
  },
  'feed-since': {
    status: 400,
    message: { vi: 'since viết sai', en: 'since is no position of a feed' },
    hint: {
      vi: 'ghi lại đúng giá trị next của câu trả lời trước; bỏ since để đọc từ đầu',
      en: 'send the next of the answer before as it is; leave since out to begin anew',
    },
  },
  'feed-limit': {
    status: 400,
    message: { vi: 'limit không nằm trong khoảng 1 đến 500', en: 'limit is not between 1 and 500' },
    hint: { vi: 'bỏ limit, hoặc ghi một số từ 1 đến 500', en: 'leave limit out, or write 1 to 500' },
  },
  'name-missing': {
    status: 400,
    message: {
      vi: 'mã truy cập cần có tên, tối đa 60 ký tự',
      en: 'a token needs a name of 60 characters at most',
    },
    hint: { vi: 'ghi mã này của ai, ví dụ "huyện Chư Sê"', en: 'say whose it is, as "huyện Chư Sê"' },
  },
  'bad-request': {
    status: 400,
    message: { vi: 'không hiểu yêu cầu này', en: 'this request cannot be read' },
    hint: { vi: 'so với ví dụ trong README', en: 'compare it with the examples in the README' },
  },
  internal: {
    status: 500,
    message: { vi: 'chốt không trả lời được', en: 'the checkpoint failed to answer' },
    hint: {
      vi: 'thử lại sau một phút; checkpoint-portal status cho biết thêm',
      en: 'try again in a minute; checkpoint-portal status says more',
    },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type ApiCode = keyof typeof API_FAULTS | BundleRefusal;

/** A fault that a program of the district, or the technician's command, is told. */
export class ApiError extends Error {
  readonly code: ApiCode;
  readonly status: number;
  /** Where in what was sent; empty where the code says all. */
  readonly detail: string;

  constructor(code: ApiCode, detail = '') {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.status = rowOf(code).status;
    this.detail = detail;
  }
}

/** `{ "error": { "code", "message", "hint" } }`: the code is for programs and never changes, the words are for people. */
export function apiErrorBody({ code, detail }: ApiError, tongue: Tongue) {
  const { message, hint } = rowOf(code);
  const more = detail === '' ? '' : ` (${detail})`;
  return { error: { code, message: message[tongue] + more, hint: hint[tongue] } };
}

/** What to tell a reader of any error: ours, body-parser's and Express's (which carry a status), or a defect. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof BundleError) return new ApiError(error.code, error.detail);
  const status = (error as { status?: unknown } | undefined)?.status;
  // Nothing else that is sent to us may be large.
  if (status === 413) return new ApiError('bundle-too-large');
  return new ApiError(typeof status === 'number' && status < 500 ? 'bad-request' : 'internal');
}

function rowOf(code: ApiCode): Row {
  if (code in API_FAULTS) return API_FAULTS[code as keyof typeof API_FAULTS];
  const refusal = code as BundleRefusal;
  const { fault, remedy } = BUNDLE_REFUSALS[refusal];
  return { status: BUNDLE_STATUS[refusal], message: fault, hint: remedy };
}
