import { METRICS } from '../tally.ts';
import type { Text } from '../text.ts';
import type { PrivacyRow } from './row.ts';

const RUN = /^[0-9a-f]{16}$/;
const METRIC = new RegExp(`^(?:${Object.keys(METRICS).join('|')})$`);
/** `''` or `split=part`. A part is an id of ours: a language, a kind of phone, a destination, a reason; none is twelve
 * hexadecimal digits. */
const BY = /^$|^(?:family|language|destination|reason)=(?![\da-f]{12}$)[a-z\d][a-z\d-]{0,39}$/;

/** A random UUID (version 4). */
const BOOT = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const metric = { vi: 'đếm việc gì, như session', en: 'what is counted, as session' };
const by = { vi: 'phần của nó, như language=vi', en: 'the part of it, as language=vi' };
const n = { vi: 'bao nhiêu lượt', en: 'how many' };
const run = {
  vi: 'số ngẫu nhiên của một lần chương trình chạy, để không đếm trùng',
  en: 'random, of one run of the program, so that nothing is counted twice',
};

const damage = (column: string, purpose: Text): PrivacyRow => ({
  id: `salvage.${column}`,
  purpose,
  kept: 'file',
  leaves: 'reader',
});

/** What became of a ledger that was damaged. */
const SALVAGE: readonly PrivacyRow[] = [
  {
    ...damage('file', { vi: 'tệp số đếm nào bị hỏng', en: 'which ledger was damaged' }),
    shape: /^ledger\.db\.damaged-\d+$/,
  },
  damage('hour', { vi: 'thấy hỏng lúc nào', en: 'when it was found' }),
  damage('counters', { vi: 'cứu được bao nhiêu số đếm', en: 'how many counters were saved' }),
  damage('tokens', { vi: 'cứu được bao nhiêu mã truy cập', en: 'how many tokens were saved' }),
  damage('done', { vi: 'đã cứu xong chưa', en: 'whether all that can be is saved' }),
];

/** Every column of the ledger database. */
export const COLUMNS: readonly PrivacyRow[] = [
  { id: 'bucket.run', purpose: run, kept: 'hours', leaves: 'upstream', shape: RUN },
  {
    id: 'bucket.hour',
    purpose: { vi: 'đếm trong giờ nào', en: 'the hour of counting' },
    kept: 'hours',
    leaves: 'district',
  },
  { id: 'bucket.metric', purpose: metric, kept: 'hours', leaves: 'district', shape: METRIC },
  { id: 'bucket.by', purpose: by, kept: 'hours', leaves: 'district', shape: BY },
  { id: 'bucket.n', purpose: n, kept: 'hours', leaves: 'district' },
  {
    id: 'bucket.clock',
    purpose: { vi: 'giờ ấy đáng tin đến đâu', en: 'how well the hour is known' },
    kept: 'hours',
    leaves: 'district',
    shape: /^(?:ntp|hub|estimated)$/,
  },
  {
    id: 'bucket.seq',
    purpose: {
      vi: 'thứ tự thay đổi, để gửi phần còn thiếu',
      en: 'order of changes, to send what is missing',
    },
    kept: 'hours',
    leaves: 'upstream',
  },
  {
    id: 'floating.boot',
    purpose: {
      vi: 'lần bật máy nào, khi chưa biết giờ',
      en: 'which start of the box, while no hour is known',
    },
    kept: 'minutes',
    leaves: 'no',
  },
  {
    id: 'floating.minute',
    purpose: { vi: 'phút thứ mấy từ khi bật máy', en: 'minutes since the box started' },
    kept: 'minutes',
    leaves: 'no',
  },
  { id: 'floating.run', purpose: run, kept: 'minutes', leaves: 'no', shape: RUN },
  { id: 'floating.metric', purpose: metric, kept: 'minutes', leaves: 'no', shape: METRIC },
  { id: 'floating.by', purpose: by, kept: 'minutes', leaves: 'no', shape: BY },
  { id: 'floating.n', purpose: n, kept: 'minutes', leaves: 'no' },
  {
    id: 'boot.number',
    purpose: { vi: 'thứ tự các lần bật máy', en: "the order of the box's starts" },
    kept: 'file',
    leaves: 'no',
  },
  {
    id: 'running.boot',
    purpose: {
      vi: 'lần bật máy nào đang ghi, để biết có mất điện không',
      en: 'the start that is writing, to tell a power cut',
    },
    kept: 'end',
    leaves: 'no',
    shape: BOOT,
  },
  {
    id: 'boot.id',
    purpose: {
      vi: 'số ngẫu nhiên của nhân Linux cho một lần bật máy',
      en: "the kernel's random id of a start",
    },
    kept: 'file',
    leaves: 'no',
    shape: BOOT,
  },
  {
    id: 'ledger.id',
    purpose: { vi: 'số ngẫu nhiên của tệp số đếm này', en: 'random, of this ledger file' },
    kept: 'file',
    leaves: 'upstream',
    shape: RUN,
  },
  {
    id: 'fold_rule.after_seq',
    purpose: {
      vi: 'quy tắc gộp số nhỏ có từ lúc nào',
      en: 'since when small figures are folded by this rule',
    },
    kept: 'file',
    leaves: 'no',
  },
  {
    id: 'fold_rule.below',
    purpose: { vi: 'số nhỏ hơn thì gộp vào other', en: 'what is smaller is folded into other' },
    kept: 'file',
    leaves: 'no',
  },
  {
    id: 'fold_rule.languages',
    purpose: { vi: 'trang có những tiếng nào lúc đó', en: 'the languages of the pages then' },
    kept: 'file',
    leaves: 'no',
    shape: /^[a-z]{2,3}(?: [a-z]{2,3})*$/,
  },
  ...SALVAGE,
  {
    id: 'token.id',
    purpose: { vi: 'tìm mã truy cập của cơ quan', en: "finds an office's token" },
    kept: 'revoked',
    leaves: 'technician',
    shape: /^[0-9a-f]{8}$/,
  },
  {
    id: 'token.name',
    purpose: {
      vi: 'mã của cơ quan nào, kỹ thuật viên ghi',
      en: 'whose token it is, as the technician wrote',
    },
    kept: 'revoked',
    leaves: 'technician',
    shape: /^[^\p{Cc}]{1,60}$/u,
  },
  {
    id: 'token.hash',
    purpose: { vi: 'kiểm mã mà không lưu mã', en: 'proves a token without keeping it' },
    kept: 'revoked',
    leaves: 'no',
  },
  {
    id: 'token.created_at',
    purpose: { vi: 'mã làm lúc nào', en: 'when the token was made' },
    kept: 'revoked',
    leaves: 'technician',
    shape: /^\d{4,6}-\d\d-\d\dT[\d:.]+Z$/,
  },
];
