import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const COOL = {
  vi: 'đặt máy chỗ râm, thoáng, không úp trong túi ni lông; gắn lá tản nhiệt hoặc quạt',
  en: 'put it in the shade and in the open air, in no plastic bag; add a heat sink or a fan',
};

const FAULTS = {
  hot: {
    level: 'red',
    what: { vi: 'bộ xử lý {degrees} °C', en: 'the processor is at {degrees} °C' },
    meaning: {
      vi: 'máy chạy chậm lại và có thể tự tắt',
      en: 'the box slows down, and may switch itself off',
    },
    remedy: COOL,
  },
  warm: {
    level: 'yellow',
    what: { vi: 'bộ xử lý {degrees} °C', en: 'the processor is at {degrees} °C' },
    meaning: {
      vi: 'nóng thêm chút nữa là máy chạy chậm lại',
      en: 'a little more, and the box slows down',
    },
    remedy: COOL,
  },
} as const satisfies Faults;

/** A Raspberry Pi slows down from 80, and stops its clocks at 85. */
const YELLOW = 78;
const RED = 84;

export const temperature: Check = {
  id: 'temperature',
  name: { vi: 'Nhiệt độ', en: 'Temperature' },
  faults: FAULTS,
  async look(box) {
    const zones = (await box.list('/sys/class/thermal')).filter((name) => name.startsWith('thermal_zone'));
    const read = await Promise.all(zones.map((zone) => box.read(`/sys/class/thermal/${zone}/temp`)));
    // Thousandths; zones without a sensor say 0 or less, or far too much.
    const known = read.map((text) => Number(text) / 1000).filter((degrees) => degrees > 0 && degrees < 150);
    if (known.length === 0) return [];
    const degrees = Math.round(Math.max(...known));
    if (degrees >= RED) return [found(FAULTS, 'hot', { degrees })];
    if (degrees >= YELLOW) return [found(FAULTS, 'warm', { degrees })];
    return [green({ vi: `${degrees} °C`, en: `${degrees} °C` })];
  },
};
