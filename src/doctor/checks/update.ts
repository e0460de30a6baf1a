import { readResult, resultWords, UNSTICK, whyWords } from '../../domain/update-result.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  back: {
    level: 'yellow',
    what: {
      vi: 'bản {to} đã được gỡ, quay lại {from} ({day}): {why}',
      en: 'the update to {to} was taken back to {from} ({day}): {why}',
    },
    meaning: {
      vi: 'máy chạy bản {from} như trước; chưa có gì mới của bản {to}',
      en: 'the box runs {from} as before; it has nothing of what is new in {to}',
    },
    remedy: {
      vi: 'gửi nhà phát hành kết quả của `journalctl -u checkpoint-update`; có bản khác thì cập nhật lại',
      en: 'send the publisher what `journalctl -u checkpoint-update` says; update again when there is another version',
    },
  },
  stuck: {
    level: 'red',
    what: {
      vi: 'bản {to} hỏng và không quay lại {from} được ({day}): {why}',
      en: '{to} is broken and {from} could not be put back ({day}): {why}',
    },
    meaning: { vi: 'phần mềm có thể chạy sai', en: 'the programs may not work as they should' },
    remedy: UNSTICK,
  },
} as const satisfies Faults;

/** How the last update ended: whoever was not there when it was taken back should know of it. */
export const update: Check = {
  id: 'update',
  name: { vi: 'Cập nhật', en: 'Update' },
  faults: FAULTS,
  async look(box) {
    const result = readResult((await box.read('/var/lib/checkpoint-update/last.json')) ?? '');
    if (result === undefined) return [];
    const { from, to, outcome, why, at } = result;
    if (outcome === 'good') return [green(resultWords(result))];
    return [found(FAULTS, outcome, { from, to, day: at.slice(0, 10), why: whyWords(why) })];
  },
};
