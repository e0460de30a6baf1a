import type { Checkpoint } from '../checkpoint.ts';
import { CLOCK_QUALITIES } from '../clock.ts';
import { formatIpv4 } from '../ipv4.ts';
import { LINK_LOCAL } from '../rules/names.ts';
import { METRICS } from '../tally.ts';
import type { Text } from '../text.ts';
import type { Suspect, TraceKind } from './traces.ts';

/** What looks as the name of a phone and is none, and why. */
export interface Innocent {
  readonly kind: TraceKind;
  readonly why: Text;
  is(suspect: Suspect): boolean;
}

/** A metric's name as it goes on from a run: the letters that are digits too, as `de` of `device`, and the first that is none. */
const METRICS_AFTER_RUN = Object.keys(METRICS).map((name) => {
  const digits = /^[\da-f]*/.exec(name)?.[0] ?? '';
  return { digits, next: name.charAt(digits.length) };
});

const OWN: Text = {
  vi: 'địa chỉ của chính chốt, hoặc tên của mạng',
  en: "the box's own address, or its network's",
};

/** One row a reason; a checkpoint's own addresses are in its config. */
export function innocentsOf({ guest }: Pick<Checkpoint, 'guest'>): readonly Innocent[] {
  const own = new Set([guest.address, formatIpv4(guest.subnet.base)]);
  const own6 = new Set([LINK_LOCAL, ...(guest.ipv6 ? [guest.ipv6.prefix, guest.ipv6.address] : [])]);
  return [
    { kind: 'ipv4', why: OWN, is: ({ text }) => own.has(text) },
    { kind: 'ipv6', why: OWN, is: ({ text }) => own6.has(text.toLowerCase()) },
    ...ANYWHERE,
    ...IN_DATABASES,
  ];
}

const ANYWHERE: readonly Innocent[] = [
  {
    kind: 'mac',
    why: {
      vi: 'không phải của máy nào: gửi cho nhóm, hoặc rỗng',
      en: "no phone's: a group address, or none",
    },
    is: ({ text }) => /[:-]/.test(text) && isNobodys(text),
  },
  {
    kind: 'mac',
    why: {
      vi: 'đuôi của số ngẫu nhiên mà nhân Linux đặt cho một lần bật máy (UUID loại 4)',
      en: "the end of the kernel's random id of a start (UUID of version 4; one of version 1 has a MAC in it)",
    },
    is: ({ before }) => /[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-$/.test(before),
  },
  {
    kind: 'mac',
    why: { vi: 'ngày và giờ', en: 'a date and a time' },
    is: ({ text, before }) =>
      /(?:19|20)$/.test(before) && /^\d\d-(?:0\d|1[0-2])-[0-3]\d-[0-2]\d-[0-5]\d-[0-5]\d$/.test(text),
  },
];

/** Where columns stand side by side, and old rows are cut by new ones. */
const IN_DATABASES: readonly Innocent[] = [
  {
    kind: 'mac',
    why: {
      vi: 'phần còn lại của số ngẫu nhiên của một lần chạy, trong dòng đã xóa; các cột còn dùng được xem riêng',
      en: "what is left of a run's random id in a row that was dropped; live columns are looked at one by one",
    },
    is: ({ inDatabase, text, before, after }) =>
      inDatabase && isBare(text) && (isEndOfRun(text, after) || isBeginningOfRun(text, before)),
  },
  {
    kind: 'mac',
    why: {
      vi: 'mã số của mã truy cập, và đầu tên của nó',
      en: "a token's random id, and the first letters of its name",
    },
    is: ({ inDatabase, text, before }) => inDatabase && isBare(text) && endsWithHeadOfToken(before),
  },
];

/** What the size of a text of so many bytes is written as; integers have 9 at most (sqlite.org/fileformat2.html, 2.1). */
const TEXT = (bytes: number): number => 2 * bytes + 13;
const INTEGER_AT_MOST = 9;
const CLOCKS: readonly number[] = CLOCK_QUALITIES.map(({ length }) => TEXT(length));
const METRIC_SIZES = Object.keys(METRICS).map(({ length }) => TEXT(length));

/**
 * SQLite writes a row as its columns' sizes, then the columns. Where a new row has overwritten an old one's end, and a mark of free room
 * its beginning, what is left in front of a bucket's run are the sizes of clock and seq, and three bytes of the hour; in front of a
 * floating counter's the sizes of metric, by and n, and up to five bytes of boot and minute.
 */
function endsWithHeadOfRun(before: string): boolean {
  const back = (bytes: number) => before.charCodeAt(before.length - bytes);
  const isBucket = CLOCKS.includes(back(5)) && back(4) <= INTEGER_AT_MOST;
  const isFloating = [0, 1, 2, 3, 4, 5].some(
    (n) => METRIC_SIZES.includes(back(n + 3)) && back(n + 2) % 2 === 1 && back(n + 1) <= INTEGER_AT_MOST,
  );
  return isBucket || isFloating;
}

/** An hour's or a minute's last byte may be that of a digit, and is then taken for the first of the run's. */
function isBeginningOfRun(text: string, before: string): boolean {
  return [0, 1, 2, 3].some((digits) => endsWithHeadOfRun(before + text.slice(0, digits)));
}

/** The sizes of its last two columns, a hash of 32 bytes and a time of 24 characters, stand in front of a token's id. */
function endsWithHeadOfToken(before: string): boolean {
  return before.endsWith('L=');
}

function isNobodys(text: string): boolean {
  const octets = text.split(/[:-]/);
  return (
    octets.length === 6 &&
    (octets.every((octet) => octet === '00') || (Number.parseInt(octets[0] ?? '', 16) & 1) === 1)
  );
}

function isBare(text: string): boolean {
  return !/[^\da-f]/i.test(text);
}

/** The metric's name follows the run, or what a newer row has left of it. */
function isEndOfRun(text: string, after: string): boolean {
  return METRICS_AFTER_RUN.some(({ digits, next }) => text.endsWith(digits) && after.startsWith(next));
}
