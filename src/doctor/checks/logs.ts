import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  big: {
    level: 'yellow',
    what: { vi: 'nhật ký hệ thống chiếm {size}', en: 'the system log takes {size}' },
    meaning: {
      vi: 'thẻ nhớ mòn nhanh và đầy dần',
      en: 'it wears the card, and fills it',
    },
    remedy: {
      vi: 'chạy `journalctl --vacuum-size=50M`, và ghi SystemMaxUse=50M trong /etc/systemd/journald.conf',
      en: 'run `journalctl --vacuum-size=50M`, and set SystemMaxUse=50M in /etc/systemd/journald.conf',
    },
    again: 'journalctl --disk-usage',
  },
  full: {
    level: 'yellow',
    what: { vi: '/var/log đã đầy', en: '/var/log is full' },
    meaning: {
      vi: 'khi có lỗi sẽ không còn dấu vết để tìm',
      en: 'what goes wrong from now on leaves no trace to find it by',
    },
    remedy: {
      vi: 'chạy `journalctl --rotate --vacuum-size=10M`; xem tệp lớn: `du -ah /var/log | sort -h | tail`',
      en: 'run `journalctl --rotate --vacuum-size=10M`; see what is large: `du -ah /var/log | sort -h | tail`',
    },
  },
} as const satisfies Faults;

/** 4 GB is what journald may take of a disk unless somebody has set it less. */
const MEGABYTES_AT_MOST = 1024;
const UNITS: Readonly<Record<string, number>> = { B: 1e-6, K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 };

export const logs: Check = {
  id: 'logs',
  name: { vi: 'Nhật ký', en: 'Logs' },
  faults: FAULTS,
  async look(box) {
    const said = await box.run('journalctl', ['--disk-usage']);
    const [, size = '', unit = ''] = /take up ([\d.]+)([BKMGT])/.exec(said.stdout) ?? [];
    const used = Number(size) * (UNITS[unit] ?? 0);
    const told = `${size} ${unit === 'B' ? '' : unit}B`;
    const df = await box.run('df', ['-Pk', '/var/log']);
    const [, all, , free, , mount] = df.stdout.split('\n')[1]?.split(/\s+/) ?? [];
    // Where it is no disk of its own, the check of the disk has looked.
    const isFull = mount === '/var/log' && Number(free) < Number(all) / 50;
    const faults = [
      ...(used > MEGABYTES_AT_MOST ? [found(FAULTS, 'big', { size: told })] : []),
      ...(isFull ? [found(FAULTS, 'full')] : []),
    ];
    if (faults.length > 0 || said.code !== 0) return faults;
    return [green({ vi: `chiếm ${told}`, en: `take ${told}` })];
  },
};
