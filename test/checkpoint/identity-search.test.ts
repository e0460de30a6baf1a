import { expect, test } from 'vitest';
import { parseMac } from '../../src/domain/mac.ts';
import { createIdentitySearch } from './identity-search.ts';
import { knownPhone } from './known-phones.ts';

const mac = parseMac('0a:c4:5e:d7:9b:61');
if (!mac) throw new Error('no such phone');
const PHONE = { mac, ip: '127.201.131.79', userAgent: 'Mozilla/5.0 (Linux; Android 9; CanaryPhone/8842)' };

/** Written out by hand: a search that only finds what it made up itself proves nothing. */
const KEPT: Readonly<Record<string, string | readonly number[]>> = {
  'MAC with colons': '0a:c4:5e:d7:9b:61',
  'MAC in upper case': '0A:C4:5E:D7:9B:61',
  'MAC with dashes': '0A-C4-5E-D7-9B-61',
  'MAC in three groups': '0ac4.5ed7.9b61',
  'MAC bare, among other digits': 'beef0ac45ed79b61ed',
  'MAC backwards': '61:9b:d7:5e:c4:0a',
  'MAC in a URL': '0a%3Ac4%3A5e%3Ad7%3A9b%3A61',
  'MAC as bytes': [0x0a, 0xc4, 0x5e, 0xd7, 0x9b, 0x61],
  'MAC as bytes backwards': [0x61, 0x9b, 0xd7, 0x5e, 0xc4, 0x0a],
  'MAC as a number': '11838521056097',
  'MAC in base64': 'CsRe15th',
  'MAC in an IPv6 address': 'fe80::8c4:5eff:fed7:9b61',
  'MAC as a hash': 'b48c0fb504d824eff30a4ebae5b35452aafafc19d4103aa98326115a637a29c3',
  'MAC as the beginning of a hash': 'b48c0fb504d8',
  'IP dotted': '127.201.131.79',
  'IP dotted, in a column beside a number': '17127.201.131.799',
  'IP backwards': '79.131.201.127.in-addr.arpa',
  'IP in hexadecimal': '7FC9834F',
  'IP as a number': '2143912783',
  'IP as bytes': [127, 201, 131, 79],
  'IP as bytes backwards': [79, 131, 201, 127],
  'a piece of the User-Agent': 'canaryphone/8',
};

const INNOCENT = Buffer.from(
  'gl-ayunpa-01 2021-02-01T07 session=1 10.77.0.1 10.77.0.0/22 chot.internal 0a:c4:5e',
);

function plant(kept: string | readonly number[]): Buffer {
  const bytes = typeof kept === 'string' ? Buffer.from(kept) : Buffer.from(kept);
  return Buffer.concat([INNOCENT, Buffer.from([0xff, 0]), bytes, Buffer.from([0, 0xfe]), INNOCENT]);
}

/** Among others, as one of a crowd. */
const search = createIdentitySearch([knownPhone(1), PHONE, knownPhone(2)]);

test.each(Object.entries(KEPT))('the search finds a %s', (_name, kept) => {
  expect(search(plant(kept))).not.toEqual([]);
});

test('and nothing where nothing is', () => {
  expect(search(Buffer.concat([INNOCENT, INNOCENT]))).toEqual([]);
});

test('phones of the crowd have addresses of their own', () => {
  const phones = Array.from({ length: 10_000 }, (_, n) => knownPhone(n));
  for (const key of ['mac', 'ip'] as const)
    expect(new Set(phones.map((phone) => phone[key])).size).toBe(10_000);
  expect(
    new Set(phones.map(({ userAgent }) => userAgent.replaceAll(/[0-9a-f]{6}/g, ''))).size,
  ).toBeGreaterThan(6);
});
