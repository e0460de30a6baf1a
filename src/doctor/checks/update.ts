import { readResult, resultWords, whyWords } from '../../domain/update-result.ts';
import type { Check } from '../check.ts';
import { green, red, yellow } from '../words.ts';

/** How the last update ended: whoever was not there when it was taken back should know of it. */
export const update: Check = {
  id: 'update',
  name: { vi: 'Cập nhật', en: 'Update' },
  async look(box) {
    const result = readResult((await box.read('/var/lib/checkpoint-update/last.json')) ?? '');
    if (result === undefined) return [];
    const { from, to, outcome, why } = result;
    if (outcome === 'good') return [green(resultWords(result))];
    if (outcome === 'back') {
      return [
        yellow(resultWords(result), {
          meaning: {
            vi: `máy vẫn chạy bản ${from} như trước; chưa có gì mới của bản ${to}`,
            en: `the box runs ${from} as before; it has nothing of what is new in ${to}`,
          },
          remedy: {
            vi: `gửi cho nhà phát hành kết quả của \`journalctl -u checkpoint-update\` (${whyWords(why).vi}); khi có bản khác thì cập nhật lại`,
            en: `send the publisher what \`journalctl -u checkpoint-update\` says (${whyWords(why).en}); update again when there is another version`,
          },
        }),
      ];
    }
    return [
      red(resultWords(result), {
        meaning: { vi: 'phần mềm có thể chạy sai', en: 'the programs may not work' },
        remedy: {
          vi: 'khởi động lại máy để nó thử lần nữa; nếu vẫn vậy, chạy install.sh từ USB của bản cũ',
          en: 'restart the box, which tries again; if that does not help, run install.sh from the stick of the old version',
        },
      }),
    ];
  },
};
