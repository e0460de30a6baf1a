import type { Text } from '../text.ts';
import type { Kept, Leaves, PrivacyRow } from './row.ts';

type Fields = Readonly<Record<string, Text>>;

const rows = (fields: Fields, kept: Kept, leaves: Leaves): readonly PrivacyRow[] =>
  Object.entries(fields).map(([id, purpose]) => ({ id, purpose, kept, leaves }));

const name = { vi: 'chốt nào', en: 'which checkpoint' };
const complete = { vi: 'số liệu đủ đến đâu', en: 'how complete the figures are' };
const power = {
  vi: 'mất điện hay không, có mất số đếm không',
  en: 'power cuts, and whether counts are missing',
};
const damage = {
  vi: 'tệp số đếm nào hỏng, cứu được bao nhiêu',
  en: 'which ledger was damaged, and what was saved',
};
const total = { vi: 'tổng của một số đếm', en: 'the total of a figure' };
const part = { vi: 'một phần của số đếm', en: 'a part of a figure' };
const period = { vi: 'khoảng thời gian được hỏi', en: 'the stretch that was asked for' };
const clock = { vi: 'giờ đáng tin đến đâu', en: 'how well the hours are known' };
const link = { vi: 'đích có mở được không', en: 'whether a destination answers' };
const notice = { vi: 'thông báo chính thức đang hiện', en: 'the official notices shown' };
const bundle = { vi: 'gói thông báo nào đang dùng', en: 'which bundle of notices is in use' };
const fault = { vi: 'có gì sai, và cách sửa', en: 'what is wrong, and the remedy' };
const how = { vi: 'chốt đang chạy thế nào', en: 'how the checkpoint runs' };
const push = { vi: 'số đếm đã gửi lên tuyến trên chưa', en: 'whether the counts reach the level above' };
const token = { vi: 'mã truy cập của cơ quan', en: "an office's token" };
const key = {
  vi: 'khóa công khai của chốt, để kiểm chữ ký',
  en: "the checkpoint's public key, to check signatures",
};
const batch = { vi: 'gói nào, phần nào còn thiếu', en: 'which batch, and what is still missing' };

/** `/api/v1/counts`, and the same from the control socket; CSV and workbooks have the same columns. */
const COUNTS: Fields = {
  'counts.checkpoint.id': name,
  'counts.checkpoint.name.*': name,
  'counts.checkpoint.district': name,
  'counts.checkpoint.province': name,
  'counts.period.from': period,
  'counts.period.to': period,
  'counts.period.by': period,
  'counts.period.timeZone': period,
  'counts.asOf': { vi: 'hỏi lúc nào, đến giờ', en: 'the hour of asking' },
  'counts.clock': clock,
  'counts.public.below': {
    vi: 'số nhỏ hơn thì bị ẩn, khi công bố',
    en: 'what is smaller is hidden where figures are published',
  },
  'counts.totals.*': total,
  'counts.completeness.*': complete,
  'counts.rows[].start': period,
  'counts.rows[].hoursExpected': complete,
  'counts.rows[].hoursPresent': complete,
  'counts.rows[].hoursEstimated': complete,
  'counts.rows[].hoursSaturated': complete,
  'counts.rows[].totals.*': total,
  'counts.rows[].parts.*.*': part,
  'counts.definitions.note.*': {
    vi: 'số liệu nói gì, không nói gì',
    en: 'what figures mean and cannot mean',
  },
  'counts.definitions.figures.*.*.*': { vi: 'từng số đếm nghĩa là gì', en: 'what each figure means' },
  'counts.definitions.fields.*.*.*': { vi: 'từng cột nghĩa là gì', en: 'what each column means' },
  'csv.checkpoint': name,
  'csv.start': period,
  'csv.hours_expected': complete,
  'csv.hours_present': complete,
  'csv.hours_estimated': complete,
  'csv.clock': clock,
  'csv.*': { vi: 'số đếm, hoặc phần của nó', en: 'a figure, or a part of it' },
};

const CHECKPOINT: Fields = {
  'checkpoint.id': name,
  'checkpoint.name.*': name,
  'checkpoint.district': name,
  'checkpoint.province': name,
  'checkpoint.languages[]': { vi: 'trang có những tiếng nào', en: 'the languages of the pages' },
  'checkpoint.contacts[].name': { vi: 'tổ trực của chốt', en: 'the staff of the checkpoint' },
  'checkpoint.contacts[].phone': {
    vi: 'số máy của tổ trực, như dán tại chốt',
    en: "the staff's telephone, as on its wall",
  },
  'checkpoint.publicKey': key,
  'checkpoint.version': how,
  'checkpoint.startedAt': how,
  'checkpoint.uptimeSeconds': how,
  'checkpoint.lastEnding': power,
  'checkpoint.powerCuts.count': power,
  'checkpoint.powerCuts.last': power,
  'checkpoint.powerCuts.clock': clock,
  'checkpoint.clock': clock,
  'checkpoint.damagedLedgers[].*': damage,
  'checkpoint.uplink.state': how,
  'checkpoint.uplink.fault': how,
  'checkpoint.push.state': push,
  'checkpoint.push.deliveredMinutesAgo': push,
  'checkpoint.push.hoursWaiting': push,
  'checkpoint.push.fault.kind': fault,
  'checkpoint.push.fault.why.*': fault,
  'checkpoint.push.fault.remedy.*': fault,
  'checkpoint.push.rejected.hours': push,
  'checkpoint.push.rejected.reasons[]': push,
  'checkpoint.destinations[].id': link,
  'checkpoint.destinations[].kind': link,
  'checkpoint.destinations[].label': link,
  'checkpoint.destinations[].url': link,
  'checkpoint.destinations[].state': link,
  'checkpoint.destinations[].checkedMinutesAgo': link,
  'checkpoint.destinations[].changedMinutesAgo': link,
};

const NOTICES: Fields = {
  'notices.shown[].id': notice,
  'notices.shown[].importance': notice,
  'notices.shown[].source': notice,
  'notices.shown[].date': notice,
  'notices.shown[].expires': notice,
  'notices.shown[].languages[]': notice,
  'notices.shown[].from': notice,
  'notices.bundle': bundle,
  'notices.bundle.issued': bundle,
  'notices.bundle.sequence': bundle,
  'notices.faults[].where': fault,
  'notices.faults[].line': fault,
  'notices.faults[].fault.*': fault,
  'notices.faults[].remedy.*': fault,
  'taken.taken': bundle,
  'taken.sequence': bundle,
  'taken.notices': bundle,
};

const PLAIN: Fields = {
  'healthz.ok': { vi: 'số đếm có ghi được không', en: 'whether counts can be written' },
  'healthz.ledger': fault,
  'healthz.key': fault,
  'healthz.lastEnding': power,
  'healthz.damagedLedgers[].*': damage,
  'error.code': fault,
  'error.message': fault,
  'error.hint': fault,
};

/** What one run has counted in one hour: the feed that goes up. Signed, so that nobody can change it on the way. */
const FEED: Fields = {
  'feed.v': { vi: 'cách viết của gói', en: 'how a batch is written' },
  'feed.checkpoint': name,
  'feed.reset': batch,
  'feed.since': batch,
  'feed.items[].seq': batch,
  'feed.items[].run': { vi: 'lần chạy nào đã đếm; ngẫu nhiên', en: 'which run has counted; random' },
  'feed.items[].hour': { vi: 'giờ nào', en: 'which hour' },
  'feed.items[].clock': clock,
  'feed.items[].n.*.*': {
    vi: 'đếm việc gì, phần nào, bao nhiêu lượt',
    en: 'what is counted, of what part, and how many',
  },
  'feed.next': batch,
  'feed.more': batch,
  'feed.until': batch,
  'feed Checkpoint-Signature': { vi: 'chữ ký của chốt', en: "the checkpoint's signature" },
};

/** What comes back when the feed is pushed; nothing of it is about travelers. */
const INGEST: Fields = {
  'ingest.ack': batch,
  'ingest.rejected[].seq': batch,
  'ingest.rejected[].reason': batch,
  'ingest.next_s': { vi: 'bao lâu nữa gửi tiếp', en: 'when to send again' },
  'ingest.time': clock,
};

/** What the command line asks on the box, over a socket that only its owner may open. */
const CONTROL: Fields = {
  'status.checkpoint': name,
  'status.uptimeSeconds': how,
  'status.clientsGranted': { vi: 'bao nhiêu máy đang vào mạng', en: 'how many phones are let through' },
  'status.gate': how,
  'status.upkeep[].name': how,
  'status.upkeep[].mended': how,
  'status.upkeep[].fault': how,
  'status.upkeep[].state': how,
  'status.ledger': how,
  'status.certificate.good': how,
  'status.certificate.*.*': how,
  'status.key': fault,
  'status.lastEnding': power,
  'status.damagedLedgers[].*': damage,
  'status.powerCuts.count': power,
  'status.powerCuts.last': power,
  'status.powerCuts.clock': clock,
  'status.uplink': how,
  'status.clock': clock,
  'status.push.state': push,
  'status.push.deliveredMinutesAgo': push,
  'status.push.hoursWaiting': push,
  'status.push.fault.kind': fault,
  'status.push.fault.why.*': fault,
  'status.push.fault.remedy.*': fault,
  'status.push.rejected.hours': push,
  'status.push.rejected.reasons[]': push,
  'status.deadDestinations[].id': link,
  'status.deadDestinations[].minutes': link,
  'status.deadDestinations[].failure.*': link,
  'status.notices.shown': notice,
  'status.notices.faults[].*': fault,
  'status.notices.faults[].*.*': fault,
  'enrollment.id': name,
  'enrollment.name.*': name,
  'enrollment.publicKey': key,
  'enrollment.fingerprint': key,
  'enrollment.report.host': { vi: 'cổng báo cáo ở đâu', en: 'where the report port is' },
  'enrollment.report.port': { vi: 'cổng báo cáo ở đâu', en: 'where the report port is' },
  'enrollment.line': key,
  'enrollment.key': fault,
  'tokens[].id': token,
  'tokens[].name': token,
  'tokens[].createdAt': token,
  'token.id': token,
  'token.token': { vi: 'mã, chỉ hiện một lần', en: 'the token, shown this once' },
  'revoke.whom': {
    vi: 'MAC mà kỹ thuật viên gõ để ngắt; chỉ trong RAM',
    en: 'the MAC that a technician types to end its session; in RAM only',
  },
  'revoke.ended': { vi: 'đã ngắt bao nhiêu phiên', en: 'how many sessions were ended' },
  'schema[].table': { vi: 'cho lệnh kiểm tra này', en: 'for this audit' },
  'schema[].column': { vi: 'cho lệnh kiểm tra này', en: 'for this audit' },
  'schema[].odd': {
    vi: 'bao nhiêu giá trị không đúng dạng',
    en: 'how many values are not as they should be',
  },
};

/** Every field of every answer that is no page for travelers. */
export const WIRE: readonly PrivacyRow[] = [
  ...rows(COUNTS, 'answer', 'district'),
  ...rows(CHECKPOINT, 'answer', 'district'),
  ...rows(NOTICES, 'answer', 'district'),
  ...rows(PLAIN, 'answer', 'reader'),
  ...rows(FEED, 'answer', 'upstream'),
  ...rows(INGEST, 'answer', 'no'),
  ...rows(CONTROL, 'answer', 'technician'),
];
