import type { DeadDestination } from '../checkpoint/web/control.ts';
import { failureWords } from '../domain/link-words.ts';
import type { Text, Tongue } from '../domain/text.ts';

/** "HTTP 404, for 25 minutes". */
export function deadWords({ failure, minutes }: DeadDestination, tongue: Tongue): string {
  return tongue === 'vi'
    ? `không mở được (${failureWords(failure).vi}), đã ${minutes} phút`
    : `does not answer (${failureWords(failure).en}), for ${minutes} minutes`;
}

export function deadRemedy({ id }: DeadDestination): Text {
  return {
    vi: `nếu trang đã đổi địa chỉ: sửa [destination.${id}] url`,
    en: `if the site has moved: set url in [destination.${id}]`,
  };
}
