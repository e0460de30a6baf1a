import type { Text } from './text.ts';

/** What a certificate's files say of themselves. */
export interface CertificateFacts {
  /** Whether the leaf is for the configured name, by its alternative names: phones look at nothing else. */
  readonly fitsName: boolean;
  readonly fitsKey: boolean;
  readonly selfSigned: boolean;
  /** When all of the file's certificates are valid. */
  readonly fromEpochMs: number;
  readonly untilEpochMs: number;
}

/**
 * Whether the API may be offered. With a certificate that a phone refuses, an iPhone would still wait for the API instead of
 * probing: then no API is better.
 */
export type Verdict = { readonly good: true } | ({ readonly good: false } & CertificateFault);

export interface CertificateFault {
  readonly why: Text;
  readonly remedy: Text;
}

export const GOOD: Verdict = { good: true };

/**
 * The API is withdrawn this long before the certificate ends: a phone keeps what it was told for as long as its lease and its
 * own memory of the network last, and somebody has to notice and come.
 */
export const WITHDRAWN_BEFORE_END_MS = 3 * 24 * 3_600_000;

/** The wall clock, and whether a time server has set it since boot. */
export interface Moment {
  readonly epochMs: number;
  readonly isSet: boolean;
}

/** What is wrong with the files, as far as they and the wall clock tell; the first fault that there is. */
export function faultOfFacts(facts: CertificateFacts, { epochMs, isSet }: Moment): FaultKind | undefined {
  if (!facts.fitsKey) return 'key';
  if (!facts.fitsName) return 'name';
  if (facts.selfSigned) return 'selfSigned';
  // A board without a battery wakes up in the past, where everything is still valid or nothing yet.
  if (!isSet) return 'clock';
  if (epochMs < facts.fromEpochMs) return 'early';
  if (epochMs >= facts.untilEpochMs) return 'expired';
  return epochMs >= facts.untilEpochMs - WITHDRAWN_BEFORE_END_MS ? 'expiring' : undefined;
}

export type FaultKind = keyof typeof CERTIFICATE_FAULTS;

/** `detail` is what the system said, put behind the reason. */
export function badCertificate(kind: FaultKind, detail?: string): Verdict {
  const { why, remedy } = CERTIFICATE_FAULTS[kind];
  const behind = detail === undefined ? '' : ` (${detail})`;
  return { good: false, why: { vi: why.vi + behind, en: why.en + behind }, remedy };
}

/** Which fault a portal tells of; undefined: none of ours. What the system said stands behind the reason. */
export function kindOfFault({ en }: Text): FaultKind | undefined {
  const kinds = Object.keys(CERTIFICATE_FAULTS) as FaultKind[];
  return kinds.find((kind) => en.startsWith(CERTIFICATE_FAULTS[kind].why.en));
}

const RENEW: Text = {
  vi: 'gia hạn chứng chỉ và chép đè lên hai tệp cũ; portal tự đọc lại',
  en: 'renew the certificate and put it in the place of the old files; the portal reads them by itself',
};

/** All that can be wrong with a certificate. */
export const CERTIFICATE_FAULTS = {
  pending: {
    why: { vi: 'chưa kiểm tra chứng chỉ', en: 'the certificate has not been looked at yet' },
    remedy: { vi: 'đợi một phút', en: 'wait a minute' },
  },
  files: {
    why: { vi: 'không đọc được chứng chỉ hay khóa', en: 'the certificate or its key cannot be read' },
    remedy: {
      vi: 'trong [tls] ghi đúng các tệp PEM, và cho nhóm checkpoint-portal quyền đọc',
      en: 'name the PEM files in [tls], and let the group checkpoint-portal read them',
    },
  },
  key: {
    why: { vi: 'khóa không phải của chứng chỉ này', en: 'the key is not the one of the certificate' },
    remedy: {
      vi: 'chép lại cả hai tệp của cùng một lần cấp: tls.certificate và tls.key',
      en: 'copy both files of the same issue again: tls.certificate and tls.key',
    },
  },
  name: {
    why: { vi: 'chứng chỉ không ghi tên tls.name', en: 'the certificate is not for tls.name' },
    remedy: {
      vi: 'xin chứng chỉ cho đúng tên, hoặc sửa tls.name',
      en: 'get a certificate for that name, or correct tls.name',
    },
  },
  selfSigned: {
    why: {
      vi: 'chứng chỉ tự ký, điện thoại không tin',
      en: 'the certificate is self-signed, phones refuse it',
    },
    remedy: {
      vi: "xin chứng chỉ của nơi cấp công cộng, ví dụ Let's Encrypt",
      en: "get one from a public authority such as Let's Encrypt",
    },
  },
  clock: {
    why: {
      vi: 'đồng hồ chưa được máy chủ giờ chỉnh, nên không biết chứng chỉ còn hạn hay không',
      en: 'no time server has set the clock, so nobody can tell whether the certificate is valid',
    },
    remedy: {
      vi: 'bật systemd-timesyncd và đợi đường truyền; `timedatectl` cho biết',
      en: 'turn systemd-timesyncd on and wait for the uplink; `timedatectl` tells',
    },
  },
  early: {
    why: { vi: 'chứng chỉ chưa đến ngày có hiệu lực', en: 'the certificate is not valid yet' },
    remedy: {
      vi: 'xem ngày giờ của máy (`timedatectl`), rồi xem ngày trong chứng chỉ',
      en: 'look at the time of the box (`timedatectl`), then at the dates in the certificate',
    },
  },
  expired: { why: { vi: 'chứng chỉ đã hết hạn', en: 'the certificate has expired' }, remedy: RENEW },
  expiring: {
    why: { vi: 'chứng chỉ hết hạn trong ba ngày nữa', en: 'the certificate expires within three days' },
    remedy: RENEW,
  },
  chain: {
    why: {
      vi: 'chứng chỉ thiếu chuỗi dẫn tới nơi cấp mà điện thoại tin cậy',
      en: 'the certificate does not lead to an authority that phones trust',
    },
    remedy: {
      vi: 'trong tls.certificate ghi cả chuỗi (fullchain.pem); nơi cấp riêng thì thêm tls.authorities',
      en: 'put the whole chain into tls.certificate (fullchain.pem); for an authority of your own add tls.authorities',
    },
  },
  mute: {
    why: { vi: 'trang https của portal không trả lời', en: "the portal's https side does not answer" },
    remedy: {
      vi: 'xem `journalctl -u checkpoint-portal`; có chương trình khác giữ cổng 8443 không? (`ss -ltnp`)',
      en: 'look at `journalctl -u checkpoint-portal`; does another program hold port 8443? (`ss -ltnp`)',
    },
  },
} as const satisfies Readonly<Record<string, CertificateFault>>;
