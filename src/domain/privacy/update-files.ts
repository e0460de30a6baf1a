import type { PrivacyRow } from './row.ts';

const update = (
  id: string,
  purpose: PrivacyRow['purpose'],
  kept: PrivacyRow['kept'] = 'update',
): PrivacyRow => ({ id, purpose, kept, leaves: 'no' });

/** What an update writes, and what it leaves. */
export const UPDATE_FILES: readonly PrivacyRow[] = [
  ...['ledger', 'ledger-wal'].map((name) =>
    update(`update/${name}`, {
      vi: 'bản sao số đếm, để quay lại khi bản mới hỏng',
      en: 'a copy of the counts, as the way back from a broken version',
    }),
  ),
  update('update/config', {
    vi: 'bản sao cấu hình, để quay lại khi bản mới hỏng',
    en: 'a copy of the config, as the way back from a broken version',
  }),
  ...['plan', 'journal', 'ill-before', 'files'].map((name) =>
    update(`update/${name}`, {
      vi: 'bước cập nhật đang làm, để làm tiếp sau mất điện',
      en: 'how far an update has come, to go on after a power cut',
    }),
  ),
  update(
    'update/swap.sh',
    { vi: 'chương trình thay phiên bản', en: 'the script that swaps versions' },
    'replaced',
  ),
  update(
    'update/last.json',
    { vi: 'lần cập nhật gần nhất: bản nào, kết quả', en: 'the last update: which versions, how it ended' },
    'replaced',
  ),
  update(
    'update/newest',
    {
      vi: 'bản mới nhất hub đã đưa, để từ chối danh sách cũ',
      en: 'the newest version the hub has had, to refuse old lists',
    },
    'replaced',
  ),
  update(
    'packages/*',
    { vi: 'gói phần mềm đang dùng và gói trước đó', en: 'the package in use, and the one before' },
    'replaced',
  ),
  update(
    'config/publisher.pub',
    { vi: 'khóa công khai của nhà phát hành', en: "the publisher's public key" },
    'technician',
  ),
  update(
    'config/checkpoint.toml.before-*',
    { vi: 'cấu hình trước khi đổi tên mục', en: 'the config before settings got new names' },
    'technician',
  ),
];
