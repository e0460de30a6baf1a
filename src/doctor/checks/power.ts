import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const SUPPLY = {
  vi: 'thay bộ nguồn đúng loại (Pi 4: 5,1 V 3 A; Pi 5: 5 A) và dây ngắn, dày; rút bớt thiết bị USB',
  en: 'use the right supply (Pi 4: 5.1 V 3 A; Pi 5: 5 A) with a short thick cable; unplug USB devices',
};
const COOL = {
  vi: 'đặt máy chỗ râm, thoáng; gắn lá tản nhiệt hoặc quạt',
  en: 'put it in the shade and in the open air; add a heat sink or a fan',
};

const FAULTS = {
  undervoltage: {
    level: 'red',
    what: { vi: 'đang thiếu điện áp', en: 'the supply voltage is too low now' },
    meaning: {
      vi: 'máy và modem có thể tắt đột ngột, thẻ nhớ có thể hỏng',
      en: 'box and modem may drop out at any moment, and the card may be damaged',
    },
    remedy: SUPPLY,
    again: 'vcgencmd get_throttled',
  },
  'was-undervoltage': {
    level: 'yellow',
    what: {
      vi: 'từ lúc bật máy đã có lúc thiếu điện áp',
      en: 'the supply voltage was too low since the box started',
    },
    meaning: {
      vi: 'khi khách đông hoặc modem phát mạnh, máy có thể tắt',
      en: 'with many travelers, or a modem that sends hard, the box may drop out',
    },
    remedy: SUPPLY,
    again: 'vcgencmd get_throttled',
  },
  throttled: {
    level: 'yellow',
    what: { vi: 'máy đang tự chạy chậm lại', en: 'the box slows itself down now' },
    meaning: {
      vi: 'nóng hoặc thiếu điện: khách phải chờ lâu hơn',
      en: 'it is hot or short of power: travelers wait longer',
    },
    remedy: COOL,
    again: 'vcgencmd get_throttled',
  },
  'was-throttled': {
    level: 'yellow',
    what: {
      vi: 'từ lúc bật máy đã có lúc phải chạy chậm vì nóng',
      en: 'the box had to slow down in the heat since it started',
    },
    meaning: {
      vi: 'giữa trưa khách có thể phải chờ lâu hơn',
      en: 'at noon travelers may wait longer',
    },
    remedy: COOL,
    again: 'vcgencmd get_throttled',
  },
} as const satisfies Faults;

/** Bits of the Raspberry Pi's firmware: 0-3 now, 16-19 since the start. Bit 1, a cap on the clock, comes with 0 or 3. */
const NOW = { undervoltage: 0x1, throttled: 0x4 | 0x8 } as const;
const SINCE_START = { undervoltage: 0x10000, throttled: 0x40000 | 0x80000 } as const;

/** Whether the supply is strong enough, as a Raspberry Pi knows it; other boxes do not. */
export const power: Check = {
  id: 'power',
  name: { vi: 'Nguồn điện', en: 'Power supply' },
  faults: FAULTS,
  async look(box) {
    const { code, stdout } = await box.run('vcgencmd', ['get_throttled']);
    const [, hex] = /throttled=(0x[0-9a-f]+)/i.exec(stdout) ?? [];
    if (code !== 0 || hex === undefined) return [];
    const bits = Number(hex);
    const has = (mask: number) => (bits & mask) !== 0;
    const undervoltage = has(NOW.undervoltage)
      ? [found(FAULTS, 'undervoltage')]
      : has(SINCE_START.undervoltage)
        ? [found(FAULTS, 'was-undervoltage')]
        : [];
    // What low voltage has slowed down is mended with it.
    const throttled = has(NOW.throttled)
      ? [found(FAULTS, 'throttled')]
      : has(SINCE_START.throttled) && undervoltage.length === 0
        ? [found(FAULTS, 'was-throttled')]
        : [];
    const faults = [...undervoltage, ...throttled];
    return faults.length > 0 ? faults : [green({ vi: 'đủ điện áp', en: 'strong enough' })];
  },
};
