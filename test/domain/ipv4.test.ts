import { expect, test } from 'vitest';
import { contains, host, isPrivate, netmask, parseIpv4, parseSubnet, size } from '../../src/domain/ipv4.ts';

test.each(['10.77.0.0/22', '192.168.8.0/24', '172.16.0.0/12', '10.0.0.0/8', '192.168.1.192/26'])(
  '%s is a network',
  (text) => {
    expect(parseSubnet(text)).toBeDefined();
  },
);

test.each([
  '10.77.0.1/22',
  '10.77.0.0/27',
  '10.77.0.0/7',
  '10.77.0.0',
  '10.77.0/22',
  '010.77.0.0/22',
  '256.0.0.0/8',
  '::/64',
])('%s is none', (text) => {
  expect(parseSubnet(text)).toBeUndefined();
});

test('a network knows its hosts', () => {
  const subnet = parseSubnet('10.77.0.0/22');
  if (!subnet) throw new Error('no subnet');
  expect([host(subnet, 1), netmask(subnet), size(subnet)]).toEqual(['10.77.0.1', '255.255.252.0', 1024]);
  expect(
    ['10.77.0.0', '10.77.3.255', '::ffff:10.77.1.2', '::FFFF:10.77.1.2'].map((ip) => contains(subnet, ip)),
  ).toEqual([true, true, true, true]);
  expect(['10.76.255.255', '10.77.4.0', '::1', '', '10.77.1'].map((ip) => contains(subnet, ip))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('leading zeros are refused, as some programs read them as octal', () => {
  expect(parseIpv4('10.077.0.1')).toBeUndefined();
});

test.each([
  ['10.0.0.0/8', true],
  ['172.16.0.0/12', true],
  ['172.31.4.0/22', true],
  ['192.168.8.0/24', true],
  ['172.32.0.0/16', false],
  ['192.169.0.0/16', false],
  ['11.0.0.0/8', false],
])('%s is private: %s', (text, expected) => {
  const subnet = parseSubnet(text);
  expect(subnet && isPrivate(subnet)).toBe(expected);
});
