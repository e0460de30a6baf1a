import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { radioOf } from '../radio.ts';
import { green } from '../words.ts';

const ANOTHER = {
  vi: 'trong checkpoint.toml, dưới dòng [access], ghi channel = 1, 6 hoặc 11, rồi `checkpoint-portal config apply`',
  en: 'in checkpoint.toml, below [access], write channel = 1, 6 or 11, then `checkpoint-portal config apply`',
};

const FAULTS = {
  country: {
    level: 'yellow',
    what: {
      vi: 'card WiFi theo luật của nước {here}, cấu hình ghi {wanted}',
      en: 'the radio keeps the rules of {here}, the config says {wanted}',
    },
    meaning: {
      vi: 'WiFi có thể yếu, hoặc phát sai kênh cho phép',
      en: 'the WiFi may be weak, or on a channel that is not allowed',
    },
    remedy: {
      vi: 'chạy `iw reg set {wanted}`; nếu vẫn vậy, cài gói wireless-regdb rồi khởi động lại máy',
      en: 'run `iw reg set {wanted}`; if that does not help, install wireless-regdb and start the box anew',
    },
    again: 'iw reg get',
  },
  unknown: {
    level: 'red',
    what: { vi: 'card {name} không có kênh {channel}', en: '{name} does not have the channel {channel}' },
    meaning: { vi: 'không có WiFi cho khách', en: 'there is no WiFi for travelers' },
    remedy: ANOTHER,
    again: 'iw phy',
  },
  shut: {
    level: 'red',
    what: {
      vi: 'kênh {channel} không được phát ở đây ({why})',
      en: 'on channel {channel} nothing may be sent here ({why})',
    },
    meaning: { vi: 'không có WiFi cho khách', en: 'there is no WiFi for travelers' },
    remedy: ANOTHER,
    again: 'iw phy',
  },
} as const satisfies Faults;

/** Whether the radio may send where the config wants it to. */
export const channel: Check = {
  id: 'channel',
  name: { vi: 'Quốc gia, kênh WiFi', en: 'Country and channel' },
  faults: FAULTS,
  async look(box) {
    const { radio } = box.checkpoint.access;
    if (!radio) return [];
    const { abilities } = await radioOf(box, radio.interface);
    // Without iw, or where this is no radio, others have their say.
    if (abilities === '') return [];
    const { interface: name, channel: wanted, country } = radio;
    const [, state] = new RegExp(`^\\s*\\* [\\d.]+ MHz \\[${wanted}\\](.*)$`, 'm').exec(abilities) ?? [];
    if (state === undefined) return [found(FAULTS, 'unknown', { name, channel: wanted })];
    const [, why] = /\((disabled|no IR|radar detection)\)/.exec(state) ?? [];
    if (why !== undefined) return [found(FAULTS, 'shut', { channel: wanted, why })];
    const { stdout } = await box.run('iw', ['reg', 'get']);
    const heard = [...stdout.matchAll(/^country (\w\w):/gm)].map(([, code = '']) => code);
    if (heard.length > 0 && !heard.includes(country))
      return [found(FAULTS, 'country', { here: heard[0] ?? '', wanted: country })];
    return [green({ vi: `${country}, kênh ${wanted}`, en: `${country}, channel ${wanted}` })];
  },
};
