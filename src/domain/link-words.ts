import type { LinkAnswer, LinkFault } from './link.ts';
import type { Text } from './text.ts';

const FAULTS: Readonly<Record<LinkFault, Text>> = {
  name: { vi: 'không có tên miền này', en: 'no such name' },
  refused: { vi: 'máy chủ từ chối kết nối', en: 'connection refused' },
  mute: { vi: 'chờ mãi không trả lời', en: 'no answer in time' },
  broken: { vi: 'ngắt giữa chừng', en: 'hung up' },
  tls: { vi: 'chứng chỉ https không đúng', en: 'bad https certificate' },
  date: { vi: 'chứng chỉ https hết hạn', en: 'https certificate out of date' },
  chain: { vi: 'chứng chỉ https thiếu', en: 'https chain incomplete' },
};

/** Why a place counts as dead, in a few words. */
export function failureWords(failure: LinkAnswer): Text {
  if ('fault' in failure) return FAULTS[failure.fault];
  return { vi: `HTTP ${failure.status}`, en: `HTTP ${failure.status}` };
}
