import type { Outcome, Why } from '../apply/apply.ts';
import type { Change } from '../apply/files.ts';
import type { Plan } from '../apply/plan.ts';
import { APPLIED, PREVIOUS, REFUSED } from '../domain/config-files.ts';
import type { Text, Tongue } from '../domain/text.ts';

const SIGNS: Readonly<Record<Change['kind'], string>> = { new: '+', changed: '~', gone: '-' };

/** What an apply would do: a file a line, then the commands. */
export function planWords({ changes, commands }: Plan, runs: boolean, tongue: Tongue): string {
  if (changes.length === 0) return `${SAME[tongue]}\n`;
  const files = changes.map(({ file, kind }) => `${SIGNS[kind]} /${file}\n`);
  const then = runs ? commands.map((command) => `$ ${command.join(' ')}\n`) : [`${FILES_ONLY[tongue]}\n`];
  return [...files, ...then, `${NOTHING_DONE[tongue]}\n`].join('');
}

const SAME: Text = { vi: 'không có gì thay đổi', en: 'nothing has changed' };
const NOTHING_DONE: Text = { vi: '(chạy thử: chưa thay gì)', en: '(dry run: nothing was changed)' };
const FILES_ONLY: Text = {
  vi: 'systemd không chạy ở đây: chỉ đặt tệp, dùng từ lần khởi động sau',
  en: 'systemd does not run here: files only, for the next boot',
};

/** What an apply has done. */
export function applyWords(outcome: Outcome, plan: Plan, tongue: Tongue): string {
  const vi = tongue === 'vi';
  switch (outcome.kind) {
    case 'same':
      return SAME[tongue];
    case 'files':
      return `${changed(plan, tongue)}\n${FILES_ONLY[tongue]}`;
    case 'ended':
      return ENDED[tongue];
    case 'applied': {
      const bad = outcome.report.checks.filter(({ level }) => level === 'red');
      const well = vi ? 'trang hướng dẫn đang chạy' : 'the guide runs';
      if (bad.length === 0) return `${changed(plan, tongue)}\n${well}`;
      const names = bad.map(({ name }) => name[tongue]).join('; ');
      return vi
        ? `${changed(plan, tongue)}\nCòn hỏng: ${names}\n    Cách sửa: chạy \`sudo checkpoint-portal doctor\``
        : `${changed(plan, tongue)}\nStill bad: ${names}\n    Remedy: run \`sudo checkpoint-portal doctor\``;
    }
    case 'back':
      return backWords(outcome, tongue);
  }
}

function changed({ changes, before }: Plan, tongue: Tongue): string {
  const count = changes.length;
  const kept = before[APPLIED] !== undefined;
  const old = tongue === 'vi' ? `bản cũ: /${PREVIOUS}` : `the one before: /${PREVIOUS}`;
  const said =
    tongue === 'vi' ? `đã dùng cấu hình mới (${count} tệp)` : `the config is in use (${count} files)`;
  return kept ? `${said}\n${old}` : said;
}

function backWords({ why, faults }: Extract<Outcome, { kind: 'back' }>, tongue: Tongue): string {
  if (faults.length === 0) return `${whyWords(why)[tongue]}\n${BACK[tongue]}`;
  const also = faults.map((fault) => `${ALSO[tongue]}: ${fault}`);
  return [whyWords(why)[tongue], ...also, PARTLY_BACK[tongue]].join('\n');
}

const ENDED: Text = { vi: 'lệnh bị dừng: chưa thay gì', en: 'it was told to end: nothing was changed' };

const BACK: Text = {
  vi: `Đã đưa cấu hình và các tệp cũ trở lại; bản bị từ chối: /${REFUSED}\n    Cách sửa: sửa bản ấy, rồi \`sudo checkpoint-portal config apply --config /${REFUSED}\``,
  en: `The old config and files are back; the refused one: /${REFUSED}\n    Remedy: mend it, then \`sudo checkpoint-portal config apply --config /${REFUSED}\``,
};
const PARTLY_BACK: Text = {
  vi: `Chưa đưa lại được hết cấu hình và các tệp cũ; bản bị từ chối: /${REFUSED}\n    Cách sửa: xem đĩa còn chỗ và ghi được không: \`df -h /etc\`, rồi chạy \`sudo checkpoint-portal config apply\` với cấu hình cũ: nó làm nốt phần còn lại`,
  en: `Not all of the old config and files is back; the refused one: /${REFUSED}\n    Remedy: see whether the disk has room and can be written to: \`df -h /etc\`, then run \`sudo checkpoint-portal config apply\` with the old config, which does the rest`,
};
const ALSO: Text = { vi: 'khi đưa trở lại cũng có lỗi', en: 'on the way back this failed too' };

function whyWords(why: Why): Text {
  switch (why.kind) {
    case 'ended':
      return {
        vi: 'lệnh bị dừng trước khi biết cấu hình mới có tốt không',
        en: 'it was told to end before the new config was judged',
      };
    case 'command':
      return { vi: `không dùng được: ${why.reason}`, en: `could not be put to use: ${why.reason}` };
    case 'silent':
      return {
        vi: 'chương trình portal không trả lời: xem `journalctl -u checkpoint-portal -n 20`',
        en: 'the portal does not answer: see `journalctl -u checkpoint-portal -n 20`',
      };
    case 'red': {
      const list = (tongue: Tongue) =>
        why.checks
          .map(
            ({ name, findings }) =>
              `${name[tongue]}: ${findings.find(({ level }) => level === 'red')?.what[tongue]}`,
          )
          .join('\n    ');
      return {
        vi: `cấu hình mới làm hỏng:\n    ${list('vi')}`,
        en: `the new config made this bad:\n    ${list('en')}`,
      };
    }
  }
}
