import { faultOf, type UplinkFault } from '../../domain/uplink.ts';
import { UPLINK } from '../../domain/uplink-words.ts';
import type { Check } from '../check.ts';
import type { Fault, Faults } from '../fault.ts';
import { found } from '../fault.ts';
import { green } from '../words.ts';

const ALONE = {
  vi: 'khách không vào internet được; trang hướng dẫn vẫn hiện và nói là mạng gián đoạn',
  en: 'travelers get no internet; the guide still comes up, and tells them so',
};

/** In the words in which the log and `status` say it. */
const FAULTS = {
  route: faultFor('route', 'ip route'),
  gateway: faultFor('gateway', 'ip neigh'),
  dns: faultFor('dns'),
  http: faultFor('http'),
} as const satisfies Faults & Readonly<Record<UplinkFault, Fault>>;

/** The way to the internet, link by link: the first broken one is told. */
export const uplink: Check = {
  id: 'uplink',
  name: { vi: 'Đường ra Internet', en: 'Uplink' },
  faults: FAULTS,
  async look(box) {
    const signals = await box.uplink();
    const name = box.checkpoint.uplink.interface;
    if (signals.http !== true) return [found(FAULTS, faultOf(signals), { name })];
    return [green({ vi: `thông, qua ${name}`, en: `works, over ${name}` })];
  },
};

function faultFor(kind: UplinkFault, again?: string): Fault {
  const { fault, remedy } = UPLINK[kind];
  return {
    level: 'red',
    what: { vi: `{name}: ${fault.vi}`, en: `{name}: ${fault.en}` },
    meaning: ALONE,
    remedy,
    ...(again !== undefined && { again }),
  };
}
