import { writtenDate } from '../../domain/clock.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { statusOf } from '../status.ts';
import { green } from '../words.ts';

const FAULTS = {
  often: {
    level: 'yellow',
    what: {
      vi: 'mất điện {n} lần, gần nhất {last}',
      en: 'the power was cut {n} times, the last time {last}',
    },
    meaning: {
      vi: 'mỗi lần có thể mất số đếm của năm giây, và thẻ nhớ có thể hỏng',
      en: 'each time up to five seconds of counts are lost, and the card may be damaged',
    },
    remedy: {
      vi: 'xem phích cắm và ổ điện; trước khi rút điện hãy chạy `poweroff`; nếu được, gắn bộ lưu điện nhỏ',
      en: 'look at plug and socket; say `poweroff` before unplugging; add a small UPS if you can',
    },
    again: 'checkpoint-portal status',
  },
} as const satisfies Faults;

/** So many in all, and the last one so lately, are worth a word; a single one is a fact. */
const CUTS = 3;
const LATELY_MS = 24 * 3_600_000;

export const powerCuts: Check = {
  id: 'power-cuts',
  name: { vi: 'Mất điện', en: 'Power cuts' },
  faults: FAULTS,
  async look(box) {
    const status = await statusOf(box);
    if (!status) return [];
    const { count: n, last, clock } = status.powerCuts;
    const up = await uptime(await box.read('/proc/uptime'));
    if (last === undefined) return [green({ vi: `chưa mất lần nào; ${up.vi}`, en: `none known; ${up.en}` })];
    const when = moment(last, clock === 'estimated');
    const isLate = Math.abs(box.epochMs() - Date.parse(last)) < LATELY_MS;
    if (n >= CUTS && isLate && clock !== 'estimated') return [found(FAULTS, 'often', { n, last: when })];
    return [
      green({ vi: `${n} lần, gần nhất ${when}; ${up.vi}`, en: `${n}, the last one ${when}; ${up.en}` }),
    ];
  },
};

/** The hour in which the checkpoint was back: `2021-02-01T08:00+07:00`. */
function moment(hour: string, isEstimated: boolean): string {
  return `${isEstimated ? '~' : ''}${writtenDate(hour.slice(0, 10))} ${hour.slice(11, 16)}`;
}

function uptime(text: string | undefined) {
  const hours = Math.floor(Number(text?.split(' ')[0] ?? 0) / 3600);
  if (hours < 48) return { vi: `máy chạy đã ${hours} giờ`, en: `up for ${hours} hours` };
  const days = Math.floor(hours / 24);
  return { vi: `máy chạy đã ${days} ngày`, en: `up for ${days} days` };
}
