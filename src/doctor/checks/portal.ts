import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  mute: {
    level: 'red',
    what: { vi: 'chương trình portal không trả lời', en: 'the portal program does not answer' },
    meaning: {
      vi: 'khách không thấy trang hướng dẫn và không vào mạng được',
      en: 'travelers see no guide and get no internet',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-portal`; nếu vẫn vậy, xem lý do bằng `journalctl -u checkpoint-portal -n 20`',
      en: 'run `systemctl restart checkpoint-portal`; if that does not help, `journalctl -u checkpoint-portal -n 20` says why',
    },
  },
} as const satisfies Faults;

/** The program that travelers see. */
export const portal: Check = {
  id: 'portal',
  name: { vi: 'Trang hướng dẫn', en: 'The guide' },
  faults: FAULTS,
  async look(box) {
    const answer = await box.ask('/status').catch(() => undefined);
    return answer === undefined ? [found(FAULTS, 'mute')] : [green({ vi: 'đang chạy', en: 'runs' })];
  },
};
