import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { disksBehind, wholeDisk } from '../disks.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const REPLACE = {
  vi: 'gắn USB vào /mnt, chạy `checkpoint-portal counts export --out /mnt`, rồi thay thẻ và cài lại từ USB',
  en: 'mount a stick at /mnt, run `checkpoint-portal counts export --out /mnt`, then replace the card and install from the stick',
};

const FAULTS = {
  worn: {
    level: 'yellow',
    what: { vi: '{card} đã dùng {percent} % tuổi thọ', en: '{card} has used {percent} % of its life' },
    meaning: { vi: 'thẻ nhớ sắp hỏng', en: 'the card will fail soon' },
    remedy: REPLACE,
  },
  'worn-out': {
    level: 'red',
    what: { vi: '{card} đã hết tuổi thọ', en: '{card} is worn out' },
    meaning: {
      vi: 'thẻ có thể không ghi được nữa bất cứ lúc nào',
      en: 'it may take no more at any moment',
    },
    remedy: REPLACE,
  },
  errors: {
    level: 'yellow',
    what: {
      vi: 'từ lúc bật máy có {n} lỗi đọc ghi đĩa: {first}',
      en: '{n} reads or writes have failed since the start: {first}',
    },
    meaning: {
      vi: 'thẻ nhớ hoặc ổ đĩa đang hỏng, hoặc lỏng',
      en: 'the card or disk is failing, or sits loose',
    },
    remedy: {
      vi: `tắt máy, cắm lại thẻ; nếu lỗi còn, ${REPLACE.vi}`,
      en: `switch off and seat the card anew; if it goes on, ${REPLACE.en}`,
    },
    again: 'journalctl -k -b -p err',
  },
} as const satisfies Faults;

/** Ten percent a step (JEDEC 84-B51, DEVICE_LIFE_TIME_EST); 11 is beyond all. SD cards have no such field. */
const STEPS_AT_MOST = 9;
const BEYOND = 11;
/** PRE_EOL_INFO: 2, four fifths of the reserve are used; 3, urgent. */
const URGENT = 3;

const KERNEL_ERRORS =
  /I\/O error, dev ([\w-]+)|Buffer I\/O error on dev ([\w-]+)|^mmc(\d+): .*(?:error|timeout)|EXT4-fs error \(device ([\w-]+)\)/;
/** What a stick or a floppy would not be, where nobody says what the box stands on. */
const BUILT_IN = /^(mmcblk|nvme|vd)/;

/** How worn the card is, where it says so, and whether the kernel had trouble with it. */
export const card: Check = {
  id: 'card',
  name: { vi: 'Thẻ nhớ', en: 'Card' },
  faults: FAULTS,
  async look(box) {
    const wear = (await Promise.all((await box.list('/sys/block')).map((name) => wearOf(box, name)))).flat();
    const said = await box.run('journalctl', ['-k', '-b', '-p', 'err', '-o', 'cat', '--no-pager']);
    const disks = await disksBehind(box, ['/', box.checkpoint.storage.directory]);
    const isOurs = (name: string) => (disks.length > 0 ? disks.includes(name) : BUILT_IN.test(name));
    const errors = said.stdout.split('\n').filter((line) => isOurs(diskIn(line)));
    const [first] = errors;
    const faults = [
      ...wear.flatMap(faultsOf),
      ...(first ? [found(FAULTS, 'errors', { n: errors.length, first: first.slice(0, 60) })] : []),
    ];
    if (faults.length > 0 || (wear.length === 0 && said.code !== 0)) return faults;
    const worn = wear.map(({ card: name, steps }) => `${name} ${steps * 10} %`).join(', ');
    return [
      green({
        vi: `không có lỗi đọc ghi${worn ? `; đã dùng: ${worn}` : ''}`,
        en: `no read or write has failed${worn ? `; worn: ${worn}` : ''}`,
      }),
    ];
  },
};

/** The disk that a line of the kernel complains of; empty where it is of none. `mmc1` may be the radio's, and `mmcblk0` is at `mmc0`. */
function diskIn(line: string): string {
  const [, failed, buffered, host, formatted] = KERNEL_ERRORS.exec(line) ?? [];
  return host === undefined ? wholeDisk(failed ?? buffered ?? formatted ?? '') : `mmcblk${host}`;
}

interface Wear {
  readonly card: string;
  readonly steps: number;
  readonly reserve: number;
}

async function wearOf(box: Box, name: string): Promise<readonly Wear[]> {
  if (!/^mmcblk\d+$/.test(name)) return [];
  const life = await box.read(`/sys/block/${name}/device/life_time`);
  const reserve = await box.read(`/sys/block/${name}/device/pre_eol_info`);
  const steps = Math.max(0, ...(life ?? '').trim().split(/\s+/).map(Number));
  return life === undefined || !(steps > 0) ? [] : [{ card: name, steps, reserve: Number(reserve ?? 0) }];
}

function faultsOf({ card: name, steps, reserve }: Wear) {
  if (steps >= BEYOND || reserve >= URGENT) return [found(FAULTS, 'worn-out', { card: name })];
  if (steps < STEPS_AT_MOST && reserve < URGENT - 1) return [];
  return [found(FAULTS, 'worn', { card: name, percent: steps * 10 })];
}
