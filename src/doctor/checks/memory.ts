import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const WHO = {
  vi: 'xem chương trình nào chiếm nhiều: `ps -eo rss,comm --sort=-rss | head`; tắt cái không cần; máy cần từ 256 MB',
  en: 'see who takes much: `ps -eo rss,comm --sort=-rss | head`; turn off what is not needed; a box needs 256 MB',
};

const FAULTS = {
  out: {
    level: 'red',
    what: { vi: 'chỉ còn {free} MB bộ nhớ', en: 'only {free} MB of memory are left' },
    meaning: {
      vi: 'hệ thống sắp phải dừng bớt chương trình, có thể là của chốt',
      en: 'the system is about to end programs, and may end those of the checkpoint',
    },
    remedy: WHO,
  },
  low: {
    level: 'yellow',
    what: { vi: 'còn {free} trên {all} MB bộ nhớ', en: '{free} of {all} MB of memory are left' },
    meaning: { vi: 'lúc đông khách máy có thể thiếu bộ nhớ', en: 'with many travelers it may run out' },
    remedy: WHO,
  },
  killed: {
    level: 'yellow',
    what: {
      vi: 'từ lúc bật máy, {n} chương trình bị dừng vì thiếu bộ nhớ',
      en: '{n} programs were ended for want of memory since the box started',
    },
    meaning: {
      vi: 'máy đã có lúc thiếu bộ nhớ, và sẽ lại thiếu',
      en: 'it has run out of memory, and will again',
    },
    remedy: {
      vi: '`journalctl -k -b | grep -i "killed process"` cho biết chương trình nào; tắt cái không cần',
      en: '`journalctl -k -b | grep -i "killed process"` says which; turn off what is not needed',
    },
  },
} as const satisfies Faults;

const RED_MB = 16;
const YELLOW_MB = 40;
/** A program that was ended longer ago is a fact of the past. */
const DAYS = 7;

export const memory: Check = {
  id: 'memory',
  name: { vi: 'Bộ nhớ', en: 'Memory' },
  faults: FAULTS,
  async look(box) {
    const info = await box.read('/proc/meminfo');
    const [all, free] = ['MemTotal', 'MemAvailable'].map((name) => megabytes(info, name));
    if (all === undefined || free === undefined) return [];
    const [, killed] = /^oom_kill (\d+)/m.exec((await box.read('/proc/vmstat')) ?? '') ?? [];
    const n = Number(killed ?? 0);
    const faults = [
      ...(free < RED_MB ? [found(FAULTS, 'out', { free })] : []),
      ...(free >= RED_MB && free < YELLOW_MB ? [found(FAULTS, 'low', { free, all })] : []),
      ...(n > 0 && (await wasLately(box)) ? [found(FAULTS, 'killed', { n })] : []),
    ];
    if (faults.length > 0) return faults;
    return [green({ vi: `còn ${free} trên ${all} MB`, en: `${free} of ${all} MB left` })];
  },
};

/** The kernel's own number never falls; where there is no journal it is taken for all there is to know. */
async function wasLately(box: Box): Promise<boolean> {
  const late = ['-k', '-b', '-p', 'err', `--since=-${DAYS}d`, '-o', 'cat', '--no-pager'];
  const { code, stdout } = await box.run('journalctl', late);
  return code !== 0 || /out of memory: killed process/i.test(stdout);
}

function megabytes(info: string | undefined, name: string): number | undefined {
  const [, kilobytes] = new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(info ?? '') ?? [];
  return kilobytes === undefined ? undefined : Math.floor(Number(kilobytes) / 1024);
}
