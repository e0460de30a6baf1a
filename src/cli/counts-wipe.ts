import type { WipeAnswer } from '../checkpoint/web/wipe.ts';
import type { Text } from '../domain/text.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT, textOption } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { wrap } from './wrap.ts';

/** A slow card overwrites some megabytes. */
const WAIT_MS = 120_000;

export const countsWipe: Command = {
  name: 'counts wipe',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    yes: {
      type: 'string',
      value: 'ID',
      text: {
        vi: 'xóa thật; ghi checkpoint.id của chốt này',
        en: 'do it; the checkpoint.id of this very checkpoint',
      },
    },
  },
  text: {
    vi: 'xóa hẳn mọi số liệu khi chốt kết thúc',
    en: 'delete all figures for good, when a checkpoint ends',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const yes = textOption(args, 'yes');
    const question =
      yes === undefined
        ? { path: '/wipe' }
        : { method: 'POST' as const, path: '/wipe', body: { checkpoint: yes }, waitMs: WAIT_MS };
    const answer = (await askPortal(context, checkpoint, question)) as WipeAnswer;
    if (args.options.json) printJson(context.stdout, answer);
    else context.stdout.write(`${wrap(tell(answer)[context.tongue])}\n`);
    return EXIT.good;
  },
};

function tell(answer: WipeAnswer): Text {
  const { checkpoint, isWiped } = answer;
  const what = contentOf(answer);
  if (isWiped) {
    return {
      vi: `Đã xóa hẳn của chốt ${checkpoint}: ${what.vi}. Mã truy cập còn nguyên; từ giờ đếm lại từ đầu.`,
      en: `Deleted for good, of the checkpoint ${checkpoint}: ${what.en}. Tokens are kept; counting goes on from nothing.`,
    };
  }
  return {
    vi: `Sẽ xóa hẳn của chốt ${checkpoint}: ${what.vi}. Mã truy cập còn nguyên. Bản mà huyện, tỉnh đã lấy thì không xóa.
Chưa xóa gì. Để xóa:
    sudo checkpoint-portal counts wipe --yes ${checkpoint}`,
    en: `Would delete for good, of the checkpoint ${checkpoint}: ${what.en}. Tokens are kept. Copies that a district has taken stay there.
Nothing is deleted yet. To do it:
    sudo checkpoint-portal counts wipe --yes ${checkpoint}`,
  };
}

function contentOf({ counters, from, to, files }: WipeAnswer): Text {
  const [vi, en] = from === undefined ? ['', ''] : [` từ ${from} đến ${to}`, ` from ${from} to ${to}`];
  const names = files.length === 0 ? '' : ` + ${files.join(', ')}`;
  return { vi: `${counters} số đếm${vi}${names}`, en: `${counters} counters${en}${names}` };
}
