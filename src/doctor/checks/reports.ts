import { PUSH_FAULTS, type PushFaultKind } from '../../domain/feed/push-fault.ts';
import type { Text } from '../../domain/text.ts';
import type { Check } from '../check.ts';
import { type Fault, type Faults, found } from '../fault.ts';
import { type PortalStatus, statusOf } from '../status.ts';
import { green } from '../words.ts';

const LATER = {
  vi: 'huyện chưa thấy số liệu mới; không mất gì, tất cả còn trên máy',
  en: 'the district does not see new counts; none is lost, all are on the box',
};

const OWN = {
  backlog: {
    level: 'red',
    what: { vi: '{hours} giờ số liệu chưa tới hub', en: '{hours} hours of counts have not reached the hub' },
    meaning: LATER,
    remedy: {
      vi: 'gọi huyện; nếu cần ngay, gắn USB vào /mnt và mang tệp tới: `checkpoint-portal counts export --out /mnt`',
      en: 'call the district; if they need them now, mount a stick at /mnt and hand over a file: `checkpoint-portal counts export --out /mnt`',
    },
    again: 'checkpoint-portal status',
  },
  rejected: {
    level: 'yellow',
    what: {
      vi: 'hub không nhận {hours} giờ số liệu ({reasons})',
      en: 'the hub does not take {hours} hours of counts ({reasons})',
    },
    meaning: {
      vi: 'các giờ này không được gửi lại, huyện bị thiếu',
      en: 'they are not sent again, and the district lacks them',
    },
    remedy: {
      vi: 'báo cho huyện; huyện vẫn lấy được ở /api/v1/feed',
      en: 'tell the district; they can still be had at /api/v1/feed',
    },
    again: 'checkpoint-portal status',
  },
} as const satisfies Faults;

const KINDS = Object.keys(PUSH_FAULTS) as PushFaultKind[];
const FAULTS: Faults & typeof OWN & Readonly<Record<PushFaultKind, Fault>> = {
  ...OWN,
  ...(Object.fromEntries(
    KINDS.map((kind) => {
      const { why, remedy } = PUSH_FAULTS[kind];
      return [kind, { level: 'yellow', what: why, meaning: LATER, remedy } satisfies Fault];
    }),
  ) as Record<PushFaultKind, Fault>),
};

/** A district that lacks a whole day cannot report it. */
const HOURS_AT_MOST = 24;

/** Whether the counts reach the hub. */
export const reports: Check = {
  id: 'reports',
  name: { vi: 'Gửi số liệu', en: 'Reports' },
  faults: FAULTS,
  async look(box) {
    const status = await statusOf(box);
    if (!status) return [];
    const { push, uplink } = status;
    const { fault, rejected, hoursWaiting: hours = 0 } = push;
    const findings = [
      ...(hours > HOURS_AT_MOST && push.state === 'failing' ? [found(FAULTS, 'backlog', { hours })] : []),
      // Without an uplink nobody wonders that the hub is silent.
      ...(fault && uplink === 'ok' ? [{ ...found(FAULTS, fault.kind), what: fault.why }] : []),
      ...(rejected
        ? [found(FAULTS, 'rejected', { hours: rejected.hours, reasons: rejected.reasons.join('; ') })]
        : []),
    ];
    return findings.length > 0 ? findings : [green(wordsOf(push))];
  },
};

function wordsOf({ state, deliveredMinutesAgo: ago, hoursWaiting: hours = 0 }: PortalStatus['push']): Text {
  if (state === 'off')
    return { vi: 'huyện tự lấy (không ghi reporting.push)', en: 'fetched by the district' };
  if (ago === undefined) return { vi: 'sắp gửi lần đầu', en: 'about to begin' };
  return {
    vi: `gửi xong ${ago} phút trước, còn ${hours} giờ chờ`,
    en: `delivered ${ago} minutes ago, ${hours} hours wait`,
  };
}
