import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { FULL_MAC, radioOf } from '../radio.ts';
import { green } from '../words.ts';

const WAY_OUT = {
  vi: 'cắm một bộ phát WiFi (Access Point) bằng dây, hoặc một card WiFi USB loại mac80211 (mt7612u, mt7921u, ath9k_htc), rồi chạy `checkpoint-portal setup` và chọn lại ở câu 4',
  en: 'plug in an access point by cable, or a USB radio with a mac80211 driver (mt7612u, mt7921u, ath9k_htc), then run `checkpoint-portal setup` and answer question 4 anew',
};

const FAULTS = {
  noRadio: {
    level: 'red',
    what: { vi: '{name} (access.radio) không phải card WiFi', en: '{name} (access.radio) is no radio' },
    meaning: { vi: 'không có WiFi cho khách', en: 'there is no WiFi for travelers' },
    remedy: {
      vi: 'chạy `checkpoint-portal setup` và chọn đúng card WiFi ở câu 4; `iw dev` liệt kê các card',
      en: 'run `checkpoint-portal setup` and choose the radio at question 4; `iw dev` lists them',
    },
    again: 'iw dev',
  },
  noAp: {
    level: 'red',
    what: {
      vi: 'card {name} ({driver}) không phát WiFi được',
      en: '{name} ({driver}) cannot be an access point',
    },
    meaning: { vi: 'không có WiFi cho khách', en: 'there is no WiFi for travelers' },
    remedy: WAY_OUT,
    again: 'iw phy | grep "* AP"',
  },
  small: {
    level: 'yellow',
    what: {
      vi: '{name} ({driver}) là WiFi gắn sẵn của Pi: chỉ chịu khoảng 7-10 điện thoại',
      en: "{name} ({driver}) is a Pi's built-in radio: it bears some 7 to 10 phones",
    },
    meaning: {
      vi: 'lúc đông, điện thoại thứ mười một không nối được WiFi',
      en: 'in a rush the eleventh phone cannot join the WiFi',
    },
    remedy: WAY_OUT,
  },
  few: {
    level: 'yellow',
    what: {
      vi: '{name} ({driver}) chỉ chịu {most} điện thoại',
      en: '{name} ({driver}) bears {most} phones only',
    },
    meaning: {
      vi: 'lúc đông, điện thoại đến sau không nối được WiFi',
      en: 'in a rush the later phones cannot join the WiFi',
    },
    remedy: WAY_OUT,
  },
} as const satisfies Faults;

/** At a barrier some dozen phones come at once. */
const FEW = 32;

/** What kind of radio this is, and how many phones it bears. */
export const radio: Check = {
  id: 'radio',
  name: { vi: 'Card WiFi', en: 'The radio' },
  faults: FAULTS,
  async look(box) {
    const name = box.checkpoint.access.radio?.interface;
    if (name === undefined || (await box.list(`/sys/class/net/${name}`)).length === 0) return [];
    const { phy, driver = '?', abilities } = await radioOf(box, name);
    if (phy === undefined) return [found(FAULTS, 'noRadio', { name })];
    if (abilities.includes('interface modes') && !/^\s*\* AP$/m.test(abilities))
      return [found(FAULTS, 'noAp', { name, driver })];
    if (FULL_MAC.includes(driver)) return [found(FAULTS, 'small', { name, driver })];
    const most = Number(/Maximum associated stations in AP mode: (\d+)/.exec(abilities)?.[1] ?? FEW);
    if (most < FEW) return [found(FAULTS, 'few', { name, driver, most })];
    return [
      green({ vi: `${name} (${driver}) phát WiFi được`, en: `${name} (${driver}) can be an access point` }),
    ];
  },
};
