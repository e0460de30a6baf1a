import type { DamageAnswer } from '../checkpoint/web/damage-answer.ts';
import { writtenDate } from '../domain/clock.ts';
import type { Tongue } from '../domain/text.ts';
import { wrap } from './wrap.ts';

/** What became of a ledger that was damaged: a fact, and no fault any more. */
export function damageLines({ file, foundAt, counters, tokens, done }: DamageAnswer, tongue: Tongue): string {
  const date = foundAt && writtenDate(foundAt.slice(0, 10));
  const text = {
    vi: `Sổ đếm bị hỏng${date ? `, phát hiện ngày ${date}` : ''}: ${done ? 'đã' : 'đang'} cứu được ${counters} số đếm và ${tokens} mã truy cập; phần còn lại nằm trong ${file}.
    Nên làm: giữ tệp này nếu còn người đọc được nó, rồi xóa; dòng này mất theo tệp`,
    en: `The ledger was found damaged${date ? ` on ${date}` : ''}: ${counters} counters and ${tokens} tokens ${done ? 'were saved' : 'are saved so far'}, the rest is in ${file}.
    Advice: keep this file for whoever may read more of it, then remove it; this line goes with it`,
  };
  return `${wrap(text[tongue])}\n`;
}
