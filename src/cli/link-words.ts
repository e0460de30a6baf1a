import type { DeadDestination } from '../checkpoint/web/control.ts';
import type { LinkAnswer, LinkFault } from '../domain/link.ts';
import type { Text, Tongue } from '../domain/text.ts';

const FAULTS: Readonly<Record<LinkFault, Text>> = {
  name: { vi: 'không có tên miền này', en: 'no such name' },
  refused: { vi: 'máy chủ từ chối kết nối', en: 'connection refused' },
  mute: { vi: 'chờ mãi không trả lời', en: 'no answer in time' },
  broken: { vi: 'ngắt giữa chừng', en: 'hung up' },
  tls: { vi: 'chứng chỉ https không đúng', en: 'bad https certificate' },
  date: { vi: 'chứng chỉ https hết hạn', en: 'https certificate out of date' },
  chain: { vi: 'chứng chỉ https thiếu', en: 'https chain incomplete' },
};

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

function failureWords(failure: LinkAnswer): Text {
  if ('fault' in failure) return FAULTS[failure.fault];
  return { vi: `HTTP ${failure.status}`, en: `HTTP ${failure.status}` };
}
