import type { Check } from '../check.ts';
import { green, red } from '../words.ts';

/** The program that travelers see. */
export const portal: Check = {
  id: 'portal',
  name: { vi: 'Trang hướng dẫn', en: 'The guide' },
  async look(box) {
    const answer = await box.ask('/status').catch(() => undefined);
    if (answer !== undefined) return [green({ vi: 'đang chạy', en: 'runs' })];
    return [
      red(
        { vi: 'chương trình portal không trả lời', en: 'the portal program does not answer' },
        {
          meaning: {
            vi: 'khách không thấy trang hướng dẫn và không vào mạng được',
            en: 'travelers see no guide and get no internet',
          },
          remedy: {
            vi: 'chạy `systemctl restart checkpoint-portal`; nếu vẫn vậy, xem lý do bằng `journalctl -u checkpoint-portal -n 20`',
            en: 'run `systemctl restart checkpoint-portal`; if that does not help, `journalctl -u checkpoint-portal -n 20` says why',
          },
        },
      ),
    ];
  },
};
