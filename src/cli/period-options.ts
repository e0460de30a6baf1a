import type { Option } from './command.ts';

export const PERIOD_OPTIONS: Readonly<Record<'from' | 'to' | 'by', Option>> = {
  from: {
    type: 'string',
    value: 'DATE',
    text: {
      vi: 'từ ngày 2021-02-28 (mặc định hôm nay, tuần hoặc tháng này)',
      en: 'from 2021-02-28 (default today, this week or month)',
    },
  },
  to: { type: 'string', value: 'DATE', text: { vi: 'đến hết ngày', en: 'to this day, included' } },
  by: {
    type: 'string',
    value: 'GRAIN',
    text: { vi: 'theo hour, day, week hoặc month', en: 'by hour, day, week or month' },
  },
};
