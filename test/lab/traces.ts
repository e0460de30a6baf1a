import { createHash } from 'node:crypto';

/** What must not be found of a phone. */
export interface Identity {
  readonly mac: string;
  readonly address: string;
  /** Words that only this phone's User-Agent holds. */
  readonly userAgent: string;
}

/** One way to write an identity down. Text is looked for in any case, bytes as they are. */
type Spelling = { readonly name: string } & ({ readonly text: string } | { readonly bytes: Buffer });

/** The names of the spellings in which the identity is found in these bytes: none, if nobody kept it. */
export function findTraces(identity: Identity, haystack: Buffer): string[] {
  const text = haystack.toString('latin1').toLowerCase();
  return spellings(identity)
    .filter((spelling) =>
      'text' in spelling ? text.includes(spelling.text.toLowerCase()) : haystack.includes(spelling.bytes),
    )
    .map(({ name }) => name);
}

function spellings({ mac, address, userAgent }: Identity): Spelling[] {
  const octets = mac.split(':');
  const parts = address.split('.').map((part) => Number(part));
  const hexParts = parts.map((part) => part.toString(16).padStart(2, '0'));
  return [
    { name: 'User-Agent', text: userAgent },
    ...[userAgent, mac, address].flatMap(digests),
    ...hexSpellings('MAC', octets),
    { name: 'MAC in three groups', text: inPairs(octets).join('.') },
    { name: 'MAC in an IPv6 address', text: interfaceIdentifier(octets) },
    ...hexSpellings('IP', hexParts),
    { name: 'IP dotted', text: address },
    { name: 'IP dotted backwards', text: parts.toReversed().join('.') },
    { name: 'IP in an IPv6 address', text: `:${inPairs(hexParts).map(withoutZeros).join(':')}` },
  ];
}

/** The octets forwards and backwards: with each separator, as a decimal number, as bytes, as base64 of the bytes. */
function hexSpellings(what: string, octets: readonly string[]): Spelling[] {
  return [octets, octets.toReversed()].flatMap((order, backwards) => {
    const name = backwards ? `${what} backwards` : what;
    const bytes = Buffer.from(order.join(''), 'hex');
    return [
      ...['', ':', '-', '.', ' ', '%3a'].map((separator) => ({
        name: `${name} with '${separator}'`,
        text: order.join(separator),
      })),
      { name: `${name} as a number`, text: `${BigInt(`0x${order.join('')}`)}` },
      { name: `${name} as bytes`, bytes },
      { name: `${name} in base64`, bytes: Buffer.from(bytes.toString('base64').replace(/=+$/, '')) },
    ];
  });
}

/** Whoever knows the MAC can make its plain hash again, so that is a name too. */
function digests(secret: string): Spelling[] {
  return ['md5', 'sha1', 'sha256'].flatMap((algorithm) => {
    const bytes = createHash(algorithm).update(secret).digest();
    const name = `${algorithm} of ${secret}`;
    return [
      { name, text: bytes.toString('hex') },
      { name: `${name} as bytes`, bytes },
    ];
  });
}

/** RFC 4291 appendix A: `ff:fe` in the middle, and the universal bit turned over. */
function interfaceIdentifier(octets: readonly string[]): string {
  const first = (Number.parseInt(octets[0] ?? '', 16) ^ 2).toString(16).padStart(2, '0');
  const eight = [first, ...octets.slice(1, 3), 'ff', 'fe', ...octets.slice(3)];
  return inPairs(eight).map(withoutZeros).join(':');
}

function inPairs(octets: readonly string[]): string[] {
  return octets.flatMap((octet, index) => (index % 2 ? [] : [octet + octets[index + 1]]));
}

function withoutZeros(group: string): string {
  return group.replace(/^0+(?=.)/, '');
}
