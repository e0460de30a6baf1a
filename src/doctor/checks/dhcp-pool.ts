import { poolSize } from '../../domain/rules/dnsmasq/dnsmasq.ts';
import { RUN } from '../../domain/rules/names.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const WIDER = {
  vi: 'trong checkpoint.toml, dưới dòng [guest] (chưa có thì thêm ở cuối tệp), ghi subnet = "10.77.0.0/21" hoặc lease_minutes = 10, rồi `checkpoint-portal config apply`',
  en: 'in checkpoint.toml, below [guest] (add that line at the end if it is not there), write subnet = "10.77.0.0/21" or lease_minutes = 10, then `checkpoint-portal config apply`',
};

const FAULTS = {
  full: {
    level: 'red',
    what: {
      vi: 'hết địa chỉ: còn {free} trên {pool}',
      en: 'addresses have run out: {free} of {pool} are left',
    },
    meaning: {
      vi: 'điện thoại mới nối WiFi mà không thấy gì',
      en: 'new phones join the WiFi and see nothing',
    },
    remedy: WIDER,
  },
  scarce: {
    level: 'yellow',
    what: {
      vi: 'sắp hết địa chỉ: còn {free} trên {pool}',
      en: 'addresses run out soon: {free} of {pool} are left',
    },
    meaning: { vi: 'lúc đông, điện thoại mới sẽ không vào được', en: 'in a rush new phones will get none' },
    remedy: WIDER,
  },
} as const satisfies Faults;

const SCARCE_PART = 0.1;
/** With so few left the next phones get none. */
const FULL_AT = 2;

/** How many addresses are left for new phones. Counts only: whose the leases are is nobody's business. */
export const dhcpPool: Check = {
  id: 'dhcp-pool',
  name: { vi: 'Địa chỉ cho khách', en: 'Addresses for guests' },
  faults: FAULTS,
  async look(box) {
    const leases = await box.read(`${RUN}/dnsmasq.leases`);
    if (leases === undefined) return [];
    const pool = poolSize(box.checkpoint.guest);
    const used = countLeases(leases, box);
    const free = Math.max(0, pool - used);
    if (free <= FULL_AT) return [found(FAULTS, 'full', { free, pool })];
    if (free < pool * SCARCE_PART) return [found(FAULTS, 'scarce', { free, pool })];
    return [green({ vi: `còn ${free} trên ${pool}`, en: `${free} of ${pool} are left` })];
  },
};

/** `1612137600 02:00:… 10.77.0.23 * …`; the end 0 is never, and the lines of IPv6 come behind `duid`. */
function countLeases(text: string, box: Pick<Box, 'epochMs'>): number {
  const now = box.epochMs() / 1000;
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .filter(
      ([end, , address = '']) => /^\d+\.\d+\.\d+\.\d+$/.test(address) && (end === '0' || Number(end) > now),
    ).length;
}
