import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  off: {
    level: 'red',
    what: { vi: 'nhân Linux không chuyển tiếp {family}', en: 'the kernel does not forward {family}' },
    meaning: { vi: 'khách bấm nút mà không có mạng', en: 'travelers tap and are not online' },
    remedy: {
      vi: 'chạy `sysctl -w {name}=1`; nếu lại tắt, tìm `grep -r {name} /etc/sysctl.d /etc/sysctl.conf`',
      en: 'run `sysctl -w {name}=1`; if it goes off again, `grep -r {name} /etc/sysctl.d /etc/sysctl.conf` shows by whom',
    },
  },
} as const satisfies Faults;

/** The kernel's switches without which a router routes nothing. */
export const forwarding: Check = {
  id: 'forwarding',
  name: { vi: 'Chuyển tiếp', en: 'Forwarding' },
  faults: FAULTS,
  async look(box) {
    const { guest, gate } = box.checkpoint;
    if (gate.simulated) return [];
    const families = [
      { family: 'IPv4', name: 'net.ipv4.ip_forward' },
      ...(guest.ipv6 ? [{ family: 'IPv6', name: 'net.ipv6.conf.all.forwarding' }] : []),
    ];
    const values = await Promise.all(
      families.map(({ name }) => box.read(`/proc/sys/${name.replaceAll('.', '/')}`)),
    );
    const off = families.filter((_, index) => values[index]?.trim() === '0');
    if (off.length > 0) return off.map((facts) => found(FAULTS, 'off', facts));
    return [green({ vi: 'đang bật', en: 'is on' })];
  },
};
