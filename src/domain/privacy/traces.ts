import { contains, type Subnet } from '../ipv4.ts';

/** What names a phone. */
export type TraceKind = 'mac' | 'ipv4' | 'ipv6' | 'user-agent';

/** The guests' network, by which a guest's address is told from any other. */
export interface Guests {
  readonly subnet: Subnet;
}

/** Something that looks as what names a phone, before anybody has asked whether it is innocent. */
export interface Suspect {
  readonly kind: TraceKind;
  readonly text: string;
  /** What stands around it, 64 characters at most. */
  readonly before: string;
  readonly after: string;
  /** Whether it lies in a file of SQLite, whose columns stand side by side with nothing between them. */
  readonly inDatabase: boolean;
}

interface Pattern {
  readonly kind: TraceKind;
  readonly regexp: RegExp;
}

/**
 * How an address or a browser's name is spelled, in any case. Bytes are read as Latin-1, one character each. Chains longer than ten
 * groups are fingerprints; those of seven to ten are client ids of DHCP, with the address in them.
 */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'mac',
    regexp:
      /(?<![\da-f]{2}(?:[:-]|%3a))[\da-f]{2}([:-]|%3a)[\da-f]{2}(?:\1[\da-f]{2}){4,8}(?!\1[\da-f]{2})/gi,
  },
  { kind: 'mac', regexp: /(?<!\.)[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?!\.[\da-f])/gi },
  // Of an IPv6 address that is made of the MAC (RFC 4291 appendix A).
  { kind: 'mac', regexp: /[\da-f]{1,4}:[\da-f]{0,2}ff:fe[\da-f]{2}:[\da-f]{1,4}/gi },
  { kind: 'ipv6', regexp: /(?<!:)f(?:d[\da-f]{2}|e80)(?::[\da-f]{0,4}){2,7}/gi },
  {
    kind: 'user-agent',
    regexp:
      /Mozilla\/\d|AppleWebKit\/|Dalvik\/\d|CFNetwork\/\d|okhttp\/\d|CaptiveNetworkSupport|Microsoft NCSI|NIFM\/\d|(?:lib)?curl\/\d|Wget\/\d|python-requests|Go-http-client|UCBrowser|Linux; (?:U; )?Android|iPhone; CPU|Windows NT \d/gi,
  },
];

/** Twelve digits without anything between them, in one case. In a text they stand alone; in a database whatever else is beside them. */
const BARE = {
  text: /(?<![\da-z+/])(?:[\da-f]{12}|[\dA-F]{12})(?![\da-z+/])/gi,
  database: /(?<![\da-f])(?:[\da-f]{12}|[\dA-F]{12})(?![\da-f])/gi,
} as const;

const DOTTED = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}/g;

/** What stands on either side is looked at, and no suspect is longer than this. */
export const AROUND = 64;

/** All suspects that begin at `from` or later in the text. */
export function suspectsIn(
  text: string,
  { guests, inDatabase, from = 0 }: { guests: Guests; inDatabase: boolean; from?: number },
): readonly (Suspect & { readonly at: number })[] {
  const bare = inDatabase ? BARE.database : BARE.text;
  const found = [...PATTERNS, { kind: 'mac', regexp: sameCase(bare) } as const].flatMap(({ kind, regexp }) =>
    matches(text, regexp, from).map(([at, word]) => ({ kind, at, word })),
  );
  const addresses = matches(text, DOTTED, from).flatMap(([at, word]) => {
    const address = guestAddress(word, guests.subnet);
    return address === undefined ? [] : [{ kind: 'ipv4' as const, at, word: address }];
  });
  return [...found, ...addresses].map(({ kind, at, word }) => ({
    kind,
    at,
    text: word,
    before: text.slice(Math.max(0, at - AROUND), at),
    after: text.slice(at + word.length, at + word.length + AROUND),
    inDatabase,
  }));
}

/** Base64 mixes cases, a MAC does not: the flag `i` is for what stands around only. */
function sameCase({ source }: RegExp): RegExp {
  return new RegExp(source.replaceAll('a-z', 'a-zA-Z'), 'g');
}

function matches(text: string, regexp: RegExp, from: number): [at: number, word: string][] {
  const found: [number, string][] = [];
  const search = new RegExp(regexp);
  search.lastIndex = from;
  for (let hit = search.exec(text); hit; hit = search.exec(text)) found.push([hit.index, hit[0]]);
  return found;
}

/** The column beside it may begin with a digit, which is then taken for the address's last. */
function guestAddress(word: string, subnet: Subnet): string | undefined {
  const last = word.length - word.lastIndexOf('.') - 1;
  for (let cut = 0; cut < last; cut++) {
    const address = word.slice(0, word.length - cut);
    if (contains(subnet, address)) return address;
  }
  return undefined;
}

/** The value with all but its first two characters hidden: a finding must not print what it forbids. */
export function mask({ kind, text }: Pick<Suspect, 'kind' | 'text'>): string {
  // The words that give a browser away are those of the list above, and no phone's own.
  if (kind === 'user-agent') return text;
  return text.slice(0, 2) + text.slice(2).replace(/[\da-f]/gi, '*');
}
