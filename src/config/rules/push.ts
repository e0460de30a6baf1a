import type { Text } from '../../domain/text.ts';
import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

export const PUSH_RULES: readonly Rule[] = [
  {
    reads: ['reporting.push', 'reporting.push_authorities', 'reporting.push_minutes'],
    find: uselessSettings,
  },
];

/** What says how to hand over, and there is nobody, or no certificate to look at. */
function uselessSettings({ reporting }: Written): readonly Finding[] {
  const { push, push_authorities: authorities, push_minutes: minutes } = reporting;
  const finding = (key: string, value: string | number | undefined, fault: Text): readonly Finding[] =>
    value === undefined ? [] : [{ path: ['reporting', key], value, fault, remedy: REMEDY }];
  if (push === undefined) {
    return [
      ...finding('push_authorities', authorities, NOWHERE),
      ...finding('push_minutes', minutes, NOWHERE),
    ];
  }
  return push.startsWith('http://') ? finding('push_authorities', authorities, PLAIN) : [];
}

const NOWHERE: Text = { vi: 'chưa ghi reporting.push', en: 'there is no reporting.push to go with it' };
const PLAIN: Text = { vi: 'http:// không có chứng chỉ', en: 'http:// has no certificate to look at' };
const REMEDY: Text = {
  vi: 'ghi push = "https://…", hoặc bỏ dòng này',
  en: 'write push = "https://…", or take this line away',
};
