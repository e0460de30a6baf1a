import { LEDGER_REMEDY } from '../../domain/ledger-words.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { statusOf } from '../status.ts';
import { green } from '../words.ts';

const FAULTS = {
  stuck: {
    level: 'red',
    what: { vi: 'sổ đếm không ghi được ({why})', en: 'counts cannot be written ({why})' },
    meaning: {
      vi: 'số đếm nằm trong bộ nhớ; mất điện là mất',
      en: 'counts wait in memory; a power cut loses them',
    },
    remedy: LEDGER_REMEDY,
    again: 'checkpoint-portal status',
  },
  key: {
    level: 'yellow',
    what: { vi: 'khóa của chốt: {why}', en: "the checkpoint's key: {why}" },
    meaning: {
      vi: 'huyện có thể không nhận số liệu ký bằng khóa này',
      en: 'the district may refuse what is signed with it',
    },
    remedy: {
      vi: 'cấp quyền ghi vào storage.directory rồi chạy `systemctl restart checkpoint-portal`; có tệp .damaged thì báo khóa mới cho huyện (`checkpoint-portal enroll`) rồi xóa tệp đó',
      en: 'let the portal write storage.directory, then `systemctl restart checkpoint-portal`; where a .damaged file is named, show the district the new key (`checkpoint-portal enroll`) and remove the file',
    },
    again: 'checkpoint-portal status',
  },
} as const satisfies Faults;

/** Whether counts reach the disk. */
export const ledger: Check = {
  id: 'ledger',
  name: { vi: 'Sổ đếm', en: 'Counts' },
  faults: FAULTS,
  async look(box) {
    const status = await statusOf(box);
    if (!status) return [];
    const { ledger: why, key, damagedLedgers } = status;
    const faults = [
      ...(why === 'ok' ? [] : [found(FAULTS, 'stuck', { why })]),
      ...(key === 'ok' ? [] : [found(FAULTS, 'key', { why: key })]),
    ];
    if (faults.length > 0) return faults;
    // A ledger that was damaged and saved is a fact, and no fault any more.
    const [damaged] = damagedLedgers;
    if (damaged)
      return [
        green({
          vi: `ghi được; ${damaged.file}: bản cũ bị hỏng, đã cứu ${damaged.counters} số đếm`,
          en: `written; ${damaged.file}: an old one, damaged, ${damaged.counters} counters were saved`,
        }),
      ];
    return [green({ vi: 'ghi được', en: 'written' })];
  },
};
