import { isKnown } from '../../domain/clock.ts';
import { momentText } from '../../domain/date-text.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { statusOf } from '../status.ts';
import { green } from '../words.ts';

/** Refused while a time server is waited for; and a Pi comes with London's zone. */
const BY_HAND =
  '`timedatectl set-timezone Asia/Ho_Chi_Minh; timedatectl set-ntp false; timedatectl set-time "2021-02-01 08:30"; timedatectl set-ntp true`';

const FAULTS = {
  off: {
    level: 'yellow',
    what: {
      vi: 'không có chương trình nào chỉnh giờ theo mạng',
      en: 'no program keeps the clock by a time server',
    },
    meaning: {
      vi: 'giờ của số liệu chỉ là ước lượng, chứng chỉ không kiểm tra được',
      en: 'hours of counts are estimated, and certificates cannot be judged',
    },
    remedy: {
      vi: 'chạy `timedatectl set-ntp true`; nếu chưa cài: `apt-get install systemd-timesyncd`',
      en: 'run `timedatectl set-ntp true`; if it is not installed: `apt-get install systemd-timesyncd`',
    },
    again: 'timedatectl',
  },
  unset: {
    level: 'yellow',
    what: {
      vi: 'chưa máy chủ giờ nào chỉnh; máy đang ghi {now}',
      en: 'no time server has set it; the box says {now}',
    },
    meaning: {
      vi: 'giờ của số liệu chỉ là ước lượng (tổng số vẫn đúng), chứng chỉ không kiểm tra được',
      en: 'hours of counts are estimated (totals are right), and certificates cannot be judged',
    },
    remedy: {
      vi: `có internet thì máy tự chỉnh; nếu giờ sai nhiều: ${BY_HAND}; mạng chặn NTP thì trong /etc/systemd/timesyncd.conf, dưới dòng [Time], ghi NTP= và tên máy chủ giờ của nhà mạng, rồi \`systemctl restart systemd-timesyncd\``,
      en: `with internet it sets itself; if it is far off: ${BY_HAND}; where NTP is blocked: in /etc/systemd/timesyncd.conf, below [Time], write NTP= and the provider's time server, then \`systemctl restart systemd-timesyncd\``,
    },
    again: 'timedatectl timesync-status',
  },
} as const satisfies Faults;

/** So long after the start a time server may not have answered yet. */
const PATIENCE_S = 300;

/** How far the time can be believed. */
export const clock: Check = {
  id: 'clock',
  name: { vi: 'Đồng hồ', en: 'Clock' },
  faults: FAULTS,
  async look(box) {
    const [status, timed] = [await statusOf(box), await askTimedate(box)];
    const now = momentText(box.epochMs());
    const isSet = (status && isKnown(status.clock)) || timed?.NTPSynchronized === 'yes';
    if (isSet) {
      const who =
        status?.clock === 'hub' ? { vi: 'hub', en: 'hub' } : { vi: 'máy chủ giờ', en: 'time server' };
      return [green({ vi: `${now} (theo ${who.vi})`, en: `${now} (by a ${who.en})` })];
    }
    if (timed?.NTP === 'no') return [found(FAULTS, 'off')];
    if (!status && !timed) return [];
    const upSeconds = Number((await box.read('/proc/uptime'))?.split(' ')[0] ?? Number.POSITIVE_INFINITY);
    if (upSeconds < PATIENCE_S)
      return [green({ vi: `${now}; đang chờ máy chủ giờ`, en: `${now}; waits for a time server` })];
    return [found(FAULTS, 'unset', { now })];
  },
};

async function askTimedate(box: Box): Promise<Readonly<Record<string, string>> | undefined> {
  const { code, stdout } = await box.run('timedatectl', ['show']);
  if (code !== 0) return undefined;
  return Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('=', 2)),
  );
}
