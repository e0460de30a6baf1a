import { failureWords } from '../../domain/link-words.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { statusOf } from '../status.ts';
import { green } from '../words.ts';

const FAULTS = {
  dead: {
    level: 'yellow',
    what: {
      vi: '{label} không mở được ({why}), đã {minutes} phút',
      en: '{label} does not answer ({why}), for {minutes} minutes',
    },
    meaning: {
      vi: 'khách không khai báo được ở đó; trang hướng dẫn đã nói vậy',
      en: 'travelers cannot declare there; the guide says so',
    },
    remedy: {
      vi: 'mở {url} bằng điện thoại dùng 4G: mở được thì địa chỉ trong [destination.{id}] sai hoặc cũ; không mở được thì báo huyện và chờ',
      en: 'open {url} on a phone over 4G: if it opens, correct the address in [destination.{id}]; if not, tell the district and wait',
    },
    again: 'checkpoint-portal status',
  },
} as const satisfies Faults;

/** Where the guide leads to, as the portal has found it in the last half hour. */
export const destinations: Check = {
  id: 'destinations',
  name: { vi: 'Các trang khai báo', en: 'Destinations' },
  faults: FAULTS,
  async look(box) {
    const status = await statusOf(box);
    // Without an uplink nothing is known of them.
    if (status?.uplink !== 'ok') return [];
    const { destinations: all } = box.checkpoint;
    const dead = status.deadDestinations.map(({ id, minutes, failure }) => {
      const { label = id, url = '' } = all.find((one) => one.id === id) ?? {};
      return found(FAULTS, 'dead', { id, label, url, minutes, why: failureWords(failure) });
    });
    if (dead.length > 0) return dead;
    return [
      green({
        vi: `chưa thấy trang nào hỏng trong ${all.length} trang`,
        en: `none of ${all.length} is known to fail`,
      }),
    ];
  },
};
