import type { Text } from '../text.ts';
import type { TraceKind } from './traces.ts';

/** What an auditor must hear of. `place` says where, and holds nothing that names a phone. */
export type Finding =
  | { readonly what: 'no-purpose' | 'not-in-memory' | 'unread'; readonly place: string }
  | { readonly what: 'odd-values'; readonly place: string; readonly n: number }
  | {
      readonly what: 'trace';
      readonly place: string;
      readonly kind: TraceKind;
      /** In bytes. */
      readonly offset: number;
      /** With its digits hidden. */
      readonly masked: string;
    }
  | { readonly what: 'more-traces'; readonly place: string; readonly n: number };

const KINDS: Readonly<Record<TraceKind, Text>> = {
  mac: { vi: 'giống địa chỉ MAC', en: 'looks as a MAC address' },
  ipv4: { vi: 'địa chỉ trong mạng khách', en: "an address of the guests' network" },
  ipv6: { vi: 'giống địa chỉ IPv6 của khách', en: "looks as a guest's IPv6 address" },
  'user-agent': { vi: 'giống User-Agent', en: 'looks as a User-Agent' },
};

const SAYS: Readonly<Record<Exclude<Finding['what'], 'trace' | 'more-traces' | 'odd-values'>, Text>> = {
  'no-purpose': {
    vi: 'không ai nêu lý do lưu: xem ai đã thêm, hoặc xóa đi',
    en: 'nobody has said what it is for: ask who made it, or remove it',
  },
  'not-in-memory': {
    vi: 'không nằm trong RAM (tmpfs) mà có địa chỉ của khách: chạy systemd-tmpfiles --create dưới /run',
    en: "is not in RAM (tmpfs), and guests' addresses are in it: it belongs under /run",
  },
  unread: {
    vi: 'không đọc được, nên chưa kiểm tra: chạy lệnh với sudo',
    en: 'cannot be read, so it is not looked at: run the command with sudo',
  },
};

/** What is wrong, on one line without its place. */
export function findingText(finding: Finding): Text {
  switch (finding.what) {
    case 'trace': {
      const { vi, en } = KINDS[finding.kind];
      const { offset, masked } = finding;
      return { vi: `byte ${offset}: ${vi}: ${masked}`, en: `byte ${offset}: ${en}: ${masked}` };
    }
    case 'more-traces':
      return { vi: `và ${finding.n} chỗ nữa`, en: `and ${finding.n} more` };
    case 'odd-values':
      return {
        vi: `${finding.n} giá trị không đúng dạng của cột này`,
        en: `${finding.n} values are not as those of this column are`,
      };
    default:
      return SAYS[finding.what];
  }
}
