import { createHash } from 'node:crypto';
import type { KnownPhone } from './known-phones.ts';

/** Searches bytes for any of many phones, in every spelling; returns what it found, as `MAC with ':' of 0a:c4:… at byte 17`. */
export type IdentitySearch = (bytes: Buffer) => readonly string[];

/** A piece of a User-Agent as long as this says more than its kind. */
const PIECE = 12;
const SEPARATORS = ['', ':', '-', '.', ' ', '%3a'];

/**
 * One pass for all phones together: at each byte, what stands there is looked up by its length. Six bytes are looked up as a number, which
 * holds them exactly. Hashes without a key are looked for by their first 48 bits, as a truncated one names a phone as well.
 *
 * Four bytes of an address could be there by chance only where bytes are random. Of those there are the checksums in a write-ahead log,
 * which are passed over; see also how the phones' addresses are chosen.
 */
export function createIdentitySearch(phones: readonly KnownPhone[]): IdentitySearch {
  const sought = createSought();
  for (const phone of phones) seekPhone(sought, phone);
  return (bytes) => {
    const text = bytes.toString('latin1');
    const found = [
      ...sought.inText(text.toLowerCase(), 'any case'),
      ...sought.inText(text, 'as it is'),
      ...sought.inBytes(bytes, 6),
      ...sought.inBytes(withoutChecksums(bytes), 4),
    ];
    return [...new Set(found)];
  };
}

function seekPhone(
  { seekText, seekBytes }: ReturnType<typeof createSought>,
  { mac, ip, userAgent }: KnownPhone,
) {
  const octets = mac.split(':');
  const parts = ip.split('.').map(Number);
  const hexParts = parts.map((part) => part.toString(16).padStart(2, '0'));
  for (const [name, order, ip4] of [
    ['', octets, hexParts],
    [' backwards', octets.toReversed(), hexParts.toReversed()],
  ] as const) {
    for (const separator of SEPARATORS) {
      seekText(order.join(separator), `MAC with '${separator}'${name} of ${mac}`);
      seekText(ip4.join(separator), `IP in hexadecimal with '${separator}'${name} of ${mac}`);
    }
    const bytes = Buffer.from(order.join(''), 'hex');
    seekBytes(bytes, `six bytes of the MAC${name} of ${mac}`);
    seekText(bytes.toString('base64'), `MAC in base64${name} of ${mac}`, 'as it is');
    seekText(String(bytes.readUIntBE(0, 6)), `MAC as a number${name} of ${mac}`);
    const four = Buffer.from(ip4.join(''), 'hex');
    seekBytes(four, `four bytes of the IP${name} of ${mac}`);
    seekText(String(four.readUInt32BE()), `IP as a number${name} of ${mac}`);
  }
  seekText(groups(octets).join('.'), `MAC in three groups of ${mac}`);
  seekText(interfaceIdentifier(octets), `MAC in an IPv6 address of ${mac}`);
  seekText(ip, `IP dotted of ${mac}`);
  seekText(parts.toReversed().join('.'), `IP dotted backwards of ${mac}`);
  for (let at = 0; at + PIECE <= userAgent.length; at++)
    seekText(userAgent.slice(at, at + PIECE).toLowerCase(), `a piece of the User-Agent ${userAgent}`);
  for (const secret of [mac, mac.toUpperCase(), octets.join('').toUpperCase(), octets.join('-'), ip])
    seekHashes({ seekText, seekBytes }, secret, mac);
  seekHashes({ seekText, seekBytes }, octets.join(''), mac);
  seekHashes({ seekText, seekBytes }, Buffer.from(octets.join(''), 'hex'), mac);
}

/** Whoever knows the MAC makes its plain hash again: that is a name too. */
function seekHashes(
  { seekText, seekBytes }: Pick<ReturnType<typeof createSought>, 'seekText' | 'seekBytes'>,
  secret: string | Buffer,
  mac: string,
) {
  for (const algorithm of ['md5', 'sha1', 'sha256']) {
    const head = createHash(algorithm).update(secret).digest().subarray(0, 6);
    const label = `${algorithm} without a key of ${mac}`;
    seekBytes(head, label);
    seekText(head.toString('hex'), label);
    seekText(head.toString('base64'), label, 'as it is');
    seekText(head.toString('base64url'), label, 'as it is');
  }
}

type Case = 'any case' | 'as it is';

function createSought() {
  const texts = {
    'any case': new Map<number, Map<string, string>>(),
    'as it is': new Map<number, Map<string, string>>(),
  };
  const numbers = new Map<number, Map<number, string>>();
  const seek = <Key>(lengths: Map<number, Map<Key, string>>, length: number, [key, label]: [Key, string]) => {
    const known = lengths.get(length) ?? new Map<Key, string>();
    lengths.set(length, known.set(key, label));
  };
  return {
    seekText(text: string, label: string, letters: Case = 'any case') {
      seek(texts[letters], text.length, [text, label]);
    },
    seekBytes(bytes: Buffer, label: string) {
      seek(numbers, bytes.length, [bytes.readUIntBE(0, bytes.length), label]);
    },
    inText(text: string, letters: Case): string[] {
      const found: string[] = [];
      for (const [length, known] of texts[letters])
        for (let at = 0; at + length <= text.length; at++) {
          const label = known.get(text.slice(at, at + length));
          if (label !== undefined) found.push(`${label} at byte ${at}`);
        }
      return found;
    },
    inBytes(bytes: Buffer, length: 4 | 6): string[] {
      const found: string[] = [];
      const known = numbers.get(length) ?? new Map();
      for (let at = 0; at + length <= bytes.length; at++) {
        const label = known.get(bytes.readUIntBE(at, length));
        if (label !== undefined) found.push(`${label} at byte ${at}`);
      }
      return found;
    },
  };
}

/** A write-ahead log's frames begin with salts and checksums, 24 bytes that are as good as random (sqlite.org/fileformat2.html, 4.1). */
function withoutChecksums(bytes: Buffer): Buffer {
  const isLog = bytes.length > 32 && bytes.readUInt32BE(0) >>> 1 === 0x377f0682 >>> 1;
  if (!isLog) return bytes;
  const frame = 24 + bytes.readUInt32BE(8);
  const pages: Buffer[] = [];
  for (let at = 32; at < bytes.length; at += frame) pages.push(bytes.subarray(at + 24, at + frame));
  return Buffer.concat(pages);
}

/** RFC 4291 appendix A: `ff:fe` in the middle, and the universal bit turned over. */
function interfaceIdentifier(octets: readonly string[]): string {
  const first = (Number.parseInt(octets[0] ?? '', 16) ^ 2).toString(16).padStart(2, '0');
  return groups([first, ...octets.slice(1, 3), 'ff', 'fe', ...octets.slice(3)])
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function groups(octets: readonly string[]): string[] {
  return octets.flatMap((octet, index) => (index % 2 ? [] : [octet + octets[index + 1]]));
}
