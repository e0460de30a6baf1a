import type { Tongue } from '../domain/text.ts';
import { wrap } from './wrap.ts';

/** What there is to do once the box is a checkpoint. */
export function setupWords(
  { out, runs }: { out: string | undefined; runs: boolean },
  tongue: Tongue,
): string {
  return `\n${wrap((tongue === 'vi' ? inVietnamese : inEnglish)(out, runs))}\n`;
}

function inVietnamese(out: string | undefined, runs: boolean): string {
  return [
    'Xong. Việc tiếp theo:',
    ...(runs ? [] : ['- Khởi động máy.']),
    ...(out === undefined ? [] : [`- In và treo áp phích:\n  ${out}`]),
    '- Thêm số điện thoại tổ trực ([checkpoint] contacts) vào',
    '  /etc/checkpoint-portal/checkpoint.toml, rồi\n  sudo checkpoint-portal config apply',
    '- Nối một điện thoại vào WiFi: trang hướng dẫn phải tự hiện.',
    '- Báo huyện khóa của chốt: sudo checkpoint-portal enroll',
    '- Có gì hỏng: sudo checkpoint-portal doctor',
  ].join('\n');
}

function inEnglish(out: string | undefined, runs: boolean): string {
  return [
    'Done. What comes next:',
    ...(runs ? [] : ['- Boot the box.']),
    ...(out === undefined ? [] : [`- Print and hang up the sign:\n  ${out}`]),
    "- Put the staff's telephone ([checkpoint] contacts) into",
    '  /etc/checkpoint-portal/checkpoint.toml, then\n  sudo checkpoint-portal config apply',
    '- Join the WiFi with a phone: the guide must come by itself.',
    "- Tell the district the checkpoint's key: sudo checkpoint-portal enroll",
    '- When something is wrong: sudo checkpoint-portal doctor',
  ].join('\n');
}
