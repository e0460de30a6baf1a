import { describe, expect, test } from 'vitest';
import { innocentsOf } from '../../../src/domain/privacy/innocents.ts';
import { createScan, type Trace } from '../../../src/domain/privacy/scan.ts';
import { exampleCheckpoint } from '../../example.ts';

const checkpoint = exampleCheckpoint();
const ipv6 = checkpoint.guest.ipv6 ?? { prefix: '', address: '' };
const HEAD = 'SQLite format 3\0';
const SIZES = '\u0005\u001d\u0015L=';

/** The bytes as a stream in pieces of this size. */
function scanned(text: string, pieces = 65_536): readonly Trace[] {
  const scan = createScan({ guests: checkpoint.guest, innocents: innocentsOf(checkpoint) });
  const found: Trace[] = [];
  for (let at = 0; at < text.length; at += pieces) found.push(...scan.push(text.slice(at, at + pieces)));
  return [...found, ...scan.end()];
}

/** What is written, and how the finding shows it. */
const TRACES: readonly (readonly [written: string, masked: string])[] = [
  ['0a:c4:5e:d7:9b:61', '0a:**:**:**:**:**'],
  ['0A:C4:5E:D7:9B:61', '0A:**:**:**:**:**'],
  ['0a-c4-5e-d7-9b-61', '0a-**-**-**-**-**'],
  ['0a%3Ac4%3A5e%3Ad7%3A9b%3A61', '0a%****%****%****%****%****'],
  ['0ac4.5ed7.9b61', '0a**.****.****'],
  ['0ac45ed79b61', '0a**********'],
  ['0AC45ED79B61', '0A**********'],
  ['01:0a:c4:5e:d7:9b:61', '01:**:**:**:**:**:**'],
  ['fe80::8c4:5eff:fed7:9b61', 'fe**::***:****:****:****'],
  ['2001:db8::8c4:5eff:fed7:9b61', '8c*:****:****:****'],
  ['10.77.1.79', '10.**.*.**'],
  ['::ffff:10.77.3.254', '10.**.*.***'],
  [`${ipv6.prefix}1:2:3:4`, 'fd'],
  ['Mozilla/5.0 (Linux; Android 9)', 'Mozilla/5'],
  ['CaptiveNetworkSupport-355.200.27 wispr', 'CaptiveNetworkSupport'],
  ['Dalvik/2.1.0 (Linux; U; Android 9)', 'Dalvik/2'],
  ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', '00**********'],
];

const INNOCENT: readonly string[] = [
  'gl-ayunpa-01 2021-02-01T07 session=1 10.77.0.1 10.77.0.0/22 chot.internal 0a:c4:5e',
  `${ipv6.address} ${ipv6.prefix}/64 fe80::1`,
  'http://127.0.0.1:8081 10.8.0.2:8081 192.168.1.50 1.2.3.4',
  'ff:ff:ff:ff:ff:ff 00:00:00:00:00:00 01:00:5e:00:00:fb 33:33:00:00:00:01',
  'a1b2c3d4e5f60718 0123456789abcdef',
  'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
  '/f81d4fae7dec41d0a76500a0c91e6bf6f81d4fae7dec41d0a76500a0c91e6bf6',
  'so-lieu-gl-ayunpa-01-2021-02-01--2021-02-07.xlsx 2021-02-01-08-30-00',
  '0a:c4:5e:d7:9b:61:0a:c4:5e:d7:9b:61:0a:c4:5e:d7:9b:61:00:01',
  'PGFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5QUJD+abcdefabcdef+/AAAAAAAAAAAA',
  `${HEAD}\u0006\u00d6:a1b2c3d4e5f60718session\u0001language=vi`,
  `${HEAD}\u0000\u0000c3d4e5f60718sessionlanguage=vi`,
  `${HEAD}\u0000\u0000d4e5f60718devicefamily=android`,
  `${HEAD}${SIZES}0a1b2c3dcafe Chư Sê`,
  // As they were found: rows that were dropped, and overwritten by halves.
  `${HEAD}\u0000\u0000\u0000JL=63fd94e1cafe\u00ad!`,
  `${HEAD}tp\u0001c\u0000\u0000\u0000\u0018\u001b#\u0001\u0013\u0002\u0006\u00d6\u0017f4a8f65b40d7O\b\u0003-`,
  `${HEAD}ntp\u0002\u00ba\u0000\u0000\u0000\u0017\u0019#\u0001\u001f\u0002\u0006\u00d656f942480337N\b\u0003-`,
  `${HEAD}\u0000\u0000\u0000\u0000-\u001b%\u0001\u0001\u0012\u00346f942480337\u0001\u0007\u0001`,
];

describe('the search for traces in bytes', () => {
  test.each(TRACES)('finds %s and hides it', (written, masked) => {
    const text = `\u00ff\u0000${written}\u0000\u00fe`;
    for (const bytes of [`say ${written} twice`, text, HEAD + text]) {
      const traces = scanned(bytes);
      expect(traces.map((trace) => trace.masked).join(' ')).toContain(masked);
      expect(JSON.stringify(traces)).not.toContain(written);
    }
  });

  test.each(INNOCENT)('finds nothing in %s', (text) => {
    expect(scanned(text)).toEqual([]);
  });

  test('is not led astray by the columns beside it in a database', () => {
    expect(scanned(`${HEAD}a1b2c3d4e5f607180ac4:0a:c4:5e:d7:9b:61ntp`)).not.toEqual([]);
    expect(scanned(`${HEAD}destination=0ac45ed79b61ntp`)).not.toEqual([]);
    expect(scanned(`${HEAD}by10.77.1.799`)).toMatchObject([{ offset: 18, masked: '10.**.*.**' }]);
  });

  test('finds each once and tells the byte, wherever the stream is cut', () => {
    const filler = 'lượt máy, hoặc 17 '.repeat(40);
    const text = `${filler}0a:c4:5e:d7:9b:61${filler}10.77.1.79${filler}0ac45ed79b61 ${filler}okhttp/4`;
    const whole = scanned(text);
    expect(whole.map(({ offset }) => text.slice(offset, offset + 2))).toEqual(['0a', '10', '0a', 'ok']);
    for (let pieces = 1; pieces < 300; pieces += 7) expect(scanned(text, pieces)).toEqual(whole);
  });

  test('goes through 10 MB in pieces, and tells the byte at its end', () => {
    const scan = createScan({ guests: checkpoint.guest, innocents: innocentsOf(checkpoint) });
    const chunk = 'session=1 '.repeat(6554);
    for (let n = 0; n < 160; n++) expect(scan.push(chunk)).toEqual([]);
    expect(scan.push('0a:c4:5e:d7:9b:61 ')).toEqual([]);
    expect(scan.end()).toMatchObject([{ offset: 160 * chunk.length }]);
  });
});
