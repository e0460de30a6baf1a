import type { PushReport } from '../checkpoint/flows/push.ts';
import { PUSH_FAULTS } from '../domain/feed/push-fault.ts';
import type { Text, Tongue } from '../domain/text.ts';

export const PUSH: Text = { vi: 'Gửi số liệu', en: 'Push' };

/** One line: whether counts reach the hub, when they last did, and how many wait. */
export function pushWords({ state, ...report }: PushReport, tongue: Tongue): string {
  if (state === 'off') return OFF[tongue];
  const { deliveredMinutesAgo: ago, hoursWaiting: hours } = report;
  return [
    state === 'pending' ? PENDING[tongue] : undefined,
    state === 'failing' ? FAILING[tongue] : undefined,
    ago === undefined
      ? undefined
      : { vi: `gửi xong ${ago} phút trước`, en: `delivered ${ago} minutes ago` }[tongue],
    hours === undefined ? undefined : { vi: `còn ${hours} giờ chờ gửi`, en: `${hours} hours wait` }[tongue],
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** What is wrong, each with its remedy. */
export function pushFaults({ fault, rejected }: PushReport): readonly { why: Text; remedy: Text }[] {
  // The remedy is our own: the portal may have been taken over.
  const own = fault && { why: fault.why, remedy: (PUSH_FAULTS[fault.kind] ?? PUSH_FAULTS.broken).remedy };
  return [...(own ? [own] : []), ...(rejected ? [rejection(rejected)] : [])];
}

const OFF: Text = { vi: 'tắt (không ghi reporting.push)', en: 'off (no reporting.push)' };
const PENDING: Text = { vi: 'sắp gửi lần đầu', en: 'to begin within five minutes' };
const FAILING: Text = { vi: 'chưa được', en: 'failing' };

function rejection({ hours, reasons }: NonNullable<PushReport['rejected']>): { why: Text; remedy: Text } {
  const listed = reasons.join('; ');
  return {
    why: {
      vi: `hub không nhận ${hours} giờ số liệu (${listed})`,
      en: `the hub does not take ${hours} hours of counts (${listed})`,
    },
    remedy: {
      vi: 'báo cho huyện; chốt không gửi lại các giờ này, huyện vẫn lấy được ở /api/v1/feed',
      en: 'tell the district; they are not sent again, and can still be had at /api/v1/feed',
    },
  };
}
