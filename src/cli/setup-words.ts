import { basename, dirname } from 'node:path';
import type { Text, Tongue } from '../domain/text.ts';
import { reasonOf } from '../platform/log.ts';
import { CommandFault } from './command.ts';
import { wrap } from './wrap.ts';

interface Done {
  /** Where the print kit is; undefined: it could not be made. */
  readonly out: string | undefined;
  readonly runs: boolean;
  /** Whether the staff's telephone is still wanting. */
  readonly asksPhone: boolean;
}

/** What there is to do once the box is a checkpoint. */
export function setupWords(done: Done, tongue: Tongue): string {
  return `\n${wrap((tongue === 'vi' ? inVietnamese : inEnglish)(done))}\n`;
}

function inVietnamese({ out, runs, asksPhone }: Done): string {
  return [
    'Xong. Việc tiếp theo:',
    ...(runs ? [] : ['- Khởi động máy.']),
    ...(out === undefined ? [] : [`- In và treo áp phích:\n  ${out}`]),
    ...(asksPhone ? ['- Thêm số điện thoại tổ trực rồi in lại: sổ tay, mục 4.'] : []),
    '- Nối một điện thoại vào WiFi: trang hướng dẫn phải tự hiện.',
    '- Báo huyện khóa của chốt: sudo checkpoint-portal enroll',
    '- Có gì hỏng: sudo checkpoint-portal doctor',
  ].join('\n');
}

function inEnglish({ out, runs, asksPhone }: Done): string {
  return [
    'Done. What comes next:',
    ...(runs ? [] : ['- Boot the box.']),
    ...(out === undefined ? [] : [`- Print and hang up the sign:\n  ${out}`]),
    ...(asksPhone ? ["- Add the staff's telephone and print anew: the handbook, part 4."] : []),
    '- Join the WiFi with a phone: the guide must come by itself.',
    "- Tell the district the checkpoint's key: sudo checkpoint-portal enroll",
    '- When something is wrong: sudo checkpoint-portal doctor',
  ].join('\n');
}

/** Why there is no paper yet, and how to have it. */
export function notPrinted(error: unknown, out: string): Text {
  if (error instanceof CommandFault) return error.text;
  const reason = reasonOf(error);
  // Beside the folder that could not be made: the command makes one, and none around it.
  const beside = `${dirname(out)}-${basename(out)}`;
  return {
    vi: `chưa ghi được bộ in (${reason})\n    Cách sửa: chốt vẫn dùng được; có USB ghi được, còn chỗ thì chạy\nsudo checkpoint-portal print-kit --out ${beside}`,
    en: `the print kit is not written (${reason})\n    Remedy: the checkpoint works; onto a stick with room:\nsudo checkpoint-portal print-kit --out ${beside}`,
  };
}
