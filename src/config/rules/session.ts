import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

export const SESSION_RULES: readonly Rule[] = [
  { reads: ['session.minutes', 'session.minutes_per_day'], find: dayShorterThanSession },
];

/** The guide promises `minutes` for a tap, and would never keep it. */
function dayShorterThanSession({ session }: Written): readonly Finding[] {
  const { minutes, minutes_per_day: perDay } = session;
  if (perDay === undefined || perDay >= minutes) return [];
  return [
    {
      path: ['session', 'minutes_per_day'],
      value: perDay,
      fault: {
        vi: `ít hơn một lần bấm (session.minutes = ${minutes})`,
        en: `is less than one tap gives (session.minutes = ${minutes})`,
      },
      remedy: {
        vi: `ghi ít nhất ${minutes}, hoặc giảm session.minutes xuống ${perDay}`,
        en: `write ${minutes} at least, or lower session.minutes to ${perDay}`,
      },
    },
  ];
}
