import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Mac, parseMac } from '../../src/domain/mac.ts';

/** A phone of which all is known that could name it. */
export interface KnownPhone {
  readonly mac: Mac;
  readonly ip: string;
  readonly userAgent: string;
}

const PROBES = new URL('../fixtures/probes.json', import.meta.url);

/** What real phones say of themselves, as recorded; rows that only describe one in words are left out. */
const RECORDED = (JSON.parse(readFileSync(PROBES, 'utf8')) as { userAgent: string | null }[])
  .map(({ userAgent }) => userAgent ?? '')
  .filter((text) => /\w\/|-\d/.test(text));

/** Browsers and apps, each with a model and a build of this phone's own. */
const MADE: readonly ((own: string) => string)[] = [
  (own) =>
    `Mozilla/5.0 (Linux; Android 9; SM-A${own} Build/PPR1.${own}) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/74.0.3729.157 Mobile Safari/537.36`,
  (own) => `Dalvik/2.1.0 (Linux; U; Android 10; Redmi ${own} MIUI/V12.${own})`,
  (own) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E${own} Zalo iOS/${own}`,
  (own) => `Microsoft NCSI ${own}`,
  (own) => `okhttp/4.9.0 com.bluezone.${own}`,
];

/** The n-th phone: its MAC by a hash, so that no part of it is anything else; from each third on, one that was recorded. */
export function knownPhone(n: number): KnownPhone {
  const hash = createHash('sha256').update(`phone ${n}`).digest();
  const octets = [...hash.subarray(0, 6)].map((octet, at) => (at === 0 ? (octet & 0xfc) | 2 : octet));
  const mac = parseMac(octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':'));
  if (!mac) throw new Error(`no phone ${n}`);
  const own = hash.toString('hex', 6, 12);
  const made = MADE[n % MADE.length]?.(own) ?? '';
  return { mac, ip: ipOf(n), userAgent: n % 3 ? made : (RECORDED[n % RECORDED.length] ?? made) };
}

/**
 * Of this machine, so that a phone can connect from there. Three octets over 127 behind the 127, which is no character of any text: the
 * four bytes stand in no UTF-8, and as a number they are far larger than any counter.
 */
function ipOf(n: number): string {
  return `127.${200 + (n % 3)}.${130 + (Math.trunc(n / 3) % 100)}.${130 + (Math.trunc(n / 300) % 100)}`;
}
