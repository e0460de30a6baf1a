import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const REPLACE = {
  vi: 'lưu số liệu bằng `checkpoint-portal counts --out`, rồi thay thẻ và cài lại từ USB',
  en: 'save the counts with `checkpoint-portal counts --out`, then replace it and install from the stick',
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
      vi: 'tắt máy, cắm lại thẻ; nếu lỗi còn, lưu số liệu bằng `checkpoint-portal counts --out` và thay thẻ',
      en: 'switch off and seat the card anew; if it goes on, save the counts with `checkpoint-portal counts --out` and replace it',
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
  /I\/O error, dev (mmcblk|sd|nvme|vd)|Buffer I\/O error on dev (mmcblk|sd|nvme|vd)|^mmc\d+: .*(error|timeout)|EXT4-fs error/;

/** How worn the card is, where it says so, and whether the kernel had trouble with it. */
export const card: Check = {
  id: 'card',
  name: { vi: 'Thẻ nhớ', en: 'Card' },
  faults: FAULTS,
  async look(box) {
    const wear = (await Promise.all((await box.list('/sys/block')).map((name) => wearOf(box, name)))).flat();
    const said = await box.run('journalctl', ['-k', '-b', '-p', 'err', '-o', 'cat', '--no-pager']);
    const errors = said.stdout.split('\n').filter((line) => KERNEL_ERRORS.test(line));
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
