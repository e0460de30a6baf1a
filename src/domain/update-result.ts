import { fillIn } from './fill-in.ts';
import type { Text } from './text.ts';

/** How the last update ended, as `swap.sh` writes it down. */
export interface UpdateResult {
  readonly from: string;
  readonly to: string;
  /** Taken back by itself; or could not be taken back, and is tried again at the next start of the box. */
  readonly outcome: 'good' | 'back' | 'stuck';
  /** Undefined where it was good: a word of `WHY`, or the doctor's checks that turned red. */
  readonly why: string | undefined;
  readonly at: string;
}

const WHY: Readonly<Record<string, Text>> = {
  install: { vi: 'dpkg không cài được bản mới', en: 'dpkg could not install the new version' },
  silent: { vi: 'bản mới không chạy', en: 'the new version did not run' },
  interrupted: { vi: 'mất điện hoặc bị dừng giữa chừng', en: 'it was cut off in the middle' },
  disk: { vi: 'không ghi được bản sao trước khi cài', en: 'copies could not be written beforehand' },
};

/** Why it was taken back. */
export function whyWords(why = ''): Text {
  if (Object.hasOwn(WHY, why)) return WHY[why] ?? { vi: why, en: why };
  return { vi: `doctor báo hỏng: ${why}`, en: `the doctor found bad: ${why}` };
}

/** What frees one that could go neither way: dpkg says why it cannot, and the script then finds all well and clears away. */
export const UNSTICK: Text = {
  vi: 'chạy `sudo dpkg -i /var/cache/checkpoint-portal/checkpoint-portal_{from}_*.deb`, rồi `sudo systemctl restart checkpoint-update`; nếu dpkg báo lỗi thì sửa theo lời nó (hết chỗ: `df -h`) và làm lại',
  en: 'run `sudo dpkg -i /var/cache/checkpoint-portal/checkpoint-portal_{from}_*.deb`, then `sudo systemctl restart checkpoint-update`; where dpkg finds fault, do as it says (no room: `df -h`) and run both again',
};

/** In one line, and the remedy where somebody has to help. */
export function resultWords({ from, to, outcome, why, at }: UpdateResult): Text {
  const because = whyWords(why);
  const day = at.slice(0, 10);
  return {
    good: { vi: `đã cập nhật ${from} → ${to} (${day})`, en: `updated ${from} → ${to} (${day})` },
    back: {
      vi: `bản ${to} đã được gỡ, quay lại ${from} (${day}): ${because.vi}`,
      en: `update to ${to} was taken back to ${from} (${day}): ${because.en}`,
    },
    stuck: {
      vi: `bản ${to} hỏng và không quay lại ${from} được: ${because.vi}\n    Cách sửa: ${fillIn(UNSTICK.vi, { from })}`,
      en: `${to} is broken and ${from} could not be put back: ${because.en}\n    Remedy: ${fillIn(UNSTICK.en, { from })}`,
    },
  }[outcome];
}

/** Undefined for what is no result: whoever asks goes on as if there had been no update. */
export function readResult(text: string): UpdateResult | undefined {
  try {
    const { from, to, outcome, why, at } = JSON.parse(text) as Record<string, unknown>;
    const texts = [from, to, why, at].every((value) => typeof value === 'string');
    if (!texts || !['good', 'back', 'stuck'].includes(String(outcome))) return undefined;
    return { from, to, outcome, why: why === '' ? undefined : why, at } as UpdateResult;
  } catch {
    return undefined;
  }
}

/** How far it has come, by the script's journal. */
export function stepWords(step: string): Text {
  if (step === 'staged') return { vi: 'chuẩn bị quay lại khi cần', en: 'making ready to go back' };
  if (step === 'begun') return { vi: 'đang cài bản mới', en: 'installing the new version' };
  if (step.startsWith('judging')) {
    return { vi: 'đã cài; đang xem máy có chạy tốt không', en: 'installed; looking whether the box works' };
  }
  if (step.startsWith('back ')) {
    const because = whyWords(step.slice('back '.length));
    return { vi: `${because.vi}; đang quay lại bản cũ`, en: `${because.en}; going back to the old version` };
  }
  return { vi: 'đang dọn dẹp', en: 'clearing away' };
}
