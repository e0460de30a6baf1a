import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

export const NOTICE_RULES: readonly Rule[] = [
  { reads: ['notices.url', 'notices.publisher_key'], find: addressWithoutKey },
];

/** What is fetched would be refused, each and every time. */
function addressWithoutKey({ notices }: Written): readonly Finding[] {
  const { url, publisher_key: key } = notices;
  if (url === undefined || key !== undefined) return [];
  return [
    {
      path: ['notices', 'url'],
      value: url,
      fault: {
        vi: 'chưa có khóa để biết thông báo tải về là của huyện',
        en: "there is no key to tell that what comes from there is the district's",
      },
      remedy: {
        vi: 'hỏi huyện và ghi thêm publisher_key = "…"',
        en: 'ask the district for it and add publisher_key = "…"',
      },
    },
  ];
}
