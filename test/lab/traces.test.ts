import { describe, expect, test } from 'vitest';
import { findTraces } from './traces.ts';

const PHONE = { mac: '0a:c4:5e:d7:9b:61', address: '10.77.1.79', userAgent: 'CanaryPhone/8842' };

/** Written out by hand: a search that only finds what it made up itself proves nothing. */
const KEPT: Readonly<Record<string, string | readonly number[]>> = {
  'MAC with colons': '0a:c4:5e:d7:9b:61',
  'MAC in upper case': '0A:C4:5E:D7:9B:61',
  'MAC with dashes': '0A-C4-5E-D7-9B-61',
  'MAC with dots': '0a.c4.5e.d7.9b.61',
  'MAC in three groups': '0ac4.5ed7.9b61',
  'MAC bare': '0ac45ed79b61',
  'MAC backwards': '61:9b:d7:5e:c4:0a',
  'MAC in a URL': '0a%3Ac4%3A5e%3Ad7%3A9b%3A61',
  'MAC as bytes': [0x0a, 0xc4, 0x5e, 0xd7, 0x9b, 0x61],
  'MAC as bytes backwards': [0x61, 0x9b, 0xd7, 0x5e, 0xc4, 0x0a],
  'MAC as a number': '11838521056097',
  'MAC in base64': 'CsRe15th',
  'MAC in an IPv6 address': 'fe80::8c4:5eff:fed7:9b61',
  'MAC as a hash': 'b48c0fb504d824eff30a4ebae5b35452aafafc19d4103aa98326115a637a29c3',
  'IP dotted': '10.77.1.79',
  'IP in IPv6': '::ffff:10.77.1.79',
  'IP in IPv6 groups': '::ffff:a4d:14f',
  'IP in the reverse zone': '79.1.77.10.in-addr.arpa',
  'IP as hex': '0A4D014F',
  'IP as hex backwards': '4f014d0a',
  'IP as a number': '172818767',
  'IP as bytes': [10, 77, 1, 79],
  'IP as bytes backwards': [79, 1, 77, 10],
  'User-Agent': 'Mozilla/5.0 (Linux; Android 9; canaryphone/8842)',
};

const INNOCENT = Buffer.from(
  'gl-ayunpa-01 2021-02-01T07 session=1 10.77.0.1 10.77.0.0/22 chot.internal 0a:c4:5e',
);

function plant(kept: string | readonly number[]): Buffer {
  const bytes = typeof kept === 'string' ? Buffer.from(kept) : Buffer.from(kept);
  return Buffer.concat([INNOCENT, Buffer.from([0xff, 0]), bytes, Buffer.from([0, 0xfe]), INNOCENT]);
}

describe('the search for traces of a phone', () => {
  test.each(Object.entries(KEPT))('finds a %s', (_name, kept) => {
    expect(findTraces(PHONE, plant(kept))).not.toEqual([]);
  });

  test('finds nothing where nothing is', () => {
    expect(findTraces(PHONE, Buffer.concat([INNOCENT, INNOCENT]))).toEqual([]);
  });
});
