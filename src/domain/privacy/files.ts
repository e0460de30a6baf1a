import type { PrivacyRow } from './row.ts';
import { SETUP_FILES } from './setup-files.ts';
import { UPDATE_FILES } from './update-files.ts';

/** Where a file lies; the config says where that is on the disk. */
export type Place =
  | 'storage'
  | 'notices'
  | 'gate'
  | 'sockets'
  | 'config'
  | 'doctor'
  | 'update'
  | 'packages'
  | 'logs';

const counts = {
  vi: 'các số đếm, mã của cơ quan (chỉ dạng băm)',
  en: "counts, and offices' tokens as hashes",
};
const log = { vi: 'phần mới ghi của số đếm, chưa gộp', en: "the ledger's newest writes, not merged yet" };
const index = { vi: 'mục lục của phần mới ghi', en: 'an index of the newest writes' };
const damaged = {
  vi: 'bản số đếm bị hỏng, để riêng để cứu',
  en: 'a damaged ledger, set aside to be saved from',
};
const newer = {
  vi: 'số đếm của bản mới đã bị gỡ, bản cũ không đọc được',
  en: 'counts of a version that was taken back, which the old one cannot read',
};
const socket = { vi: 'cửa cho lệnh tại máy; không chứa gì', en: 'a door for commands; nothing is in it' };

const storage = (id: string, purpose: PrivacyRow['purpose'], kept: PrivacyRow['kept']): PrivacyRow => ({
  id: `storage/${id}`,
  purpose,
  kept,
  leaves: 'no',
});

/** Beside a database lie its log and the log's index. */
const database = (id: string, purpose: PrivacyRow['purpose'], kept: PrivacyRow['kept']) => [
  storage(id, purpose, kept),
  storage(`${id}-wal`, log, kept),
  storage(`${id}-shm`, index, kept),
];

/** Every file that the installation writes or reads, by its place. */
export const FILES: readonly PrivacyRow[] = [
  ...database('ledger.db', counts, 'file'),
  ...database('ledger.db.damaged-N', damaged, 'technician'),
  ...database('ledger.db.newer-N', newer, 'technician').slice(0, 2),
  storage('ledger.db.back', counts, 'request'),
  storage(
    '.try',
    { vi: 'tệp rỗng, xem đĩa có ghi được không', en: 'an empty file, to see whether the disk takes any' },
    'request',
  ),
  storage('checkpoint.key', { vi: 'khóa ký số liệu của chốt', en: 'the key that signs the counts' }, 'key'),
  storage('checkpoint.key.new', { vi: 'khóa ấy, lúc đang ghi', en: 'the same, while it is written' }, 'key'),
  storage(
    'checkpoint.key.damaged-N',
    { vi: 'khóa bị hỏng, để riêng', en: 'a damaged key, set aside' },
    'technician',
  ),
  storage('notices.json', { vi: 'gói thông báo có chữ ký', en: 'signed official notices' }, 'replaced'),
  storage(
    'notices.json.new',
    { vi: 'gói ấy, lúc đang ghi', en: 'the same, while they are written' },
    'replaced',
  ),
  storage('portal.sock', socket, 'power'),
  {
    id: 'notices/*.*.md',
    purpose: { vi: 'thông báo chính thức viết tại chốt', en: 'official notices written on the box' },
    kept: 'technician',
    leaves: 'reader',
  },
  { id: 'sockets/portal.sock', purpose: socket, kept: 'power', leaves: 'no' },
  { id: 'sockets/gate.sock', purpose: socket, kept: 'power', leaves: 'no' },
  {
    id: 'gate/grants.json',
    purpose: { vi: 'máy nào (MAC) đang được vào mạng', en: 'which phones (MAC) are let through' },
    kept: 'session',
    leaves: 'no',
  },
  {
    id: 'gate/grants.json.new',
    purpose: { vi: 'tệp ấy, lúc đang ghi', en: 'the same, while it is written' },
    kept: 'session',
    leaves: 'no',
  },
  {
    id: 'gate/dnsmasq.leases',
    purpose: { vi: 'địa chỉ (IP) cấp cho máy nào (MAC)', en: 'which phone (MAC) has which address (IP)' },
    kept: 'lease',
    leaves: 'no',
  },
  ...['dnsmasq.pid', 'dnsmasq-offline.pid'].map((name) => ({
    id: `gate/${name}`,
    purpose: { vi: 'số tiến trình, để ra hiệu cho nó', en: 'a process number, to signal it' },
    kept: 'power' as const,
    leaves: 'no' as const,
  })),
  ...['dnsmasq.options', 'dnsmasq.options.new'].map((name) => ({
    id: `gate/${name}`,
    purpose: { vi: 'địa chỉ API cho điện thoại', en: "the API's address, for phones" },
    kept: 'power' as const,
    leaves: 'no' as const,
  })),
  ...['report.json', 'report.json.new'].map((name) => ({
    id: `doctor/${name}`,
    purpose: {
      vi: 'kết quả khám máy, không nói về điện thoại nào',
      en: "the doctor's report, about no phone",
    },
    kept: 'power' as const,
    leaves: 'district' as const,
  })),
  {
    id: 'config/checkpoint.toml',
    purpose: { vi: 'cấu hình chốt, số máy của tổ trực', en: "the config, and the staff's telephone" },
    kept: 'technician',
    leaves: 'reader',
  },
  {
    id: 'out/FILE of counts --out',
    purpose: { vi: 'bảng số liệu mà người hỏi tự lưu', en: 'figures, where whoever asked wanted them' },
    kept: 'technician',
    leaves: 'district',
  },
  {
    id: 'out/DIR of print-kit --out',
    purpose: { vi: 'bộ tài liệu để in, làm từ cấu hình', en: 'paper to print, made from the config' },
    kept: 'technician',
    leaves: 'reader',
  },
  {
    id: 'config/system/*',
    purpose: { vi: 'tệp hệ thống làm từ cấu hình', en: 'system files made from the config' },
    kept: 'technician',
    leaves: 'no',
  },
  ...SETUP_FILES,
  ...UPDATE_FILES,
];
