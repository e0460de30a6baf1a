import { expect, test } from 'vitest';
import { dhcpRelease } from '../../src/domain/dhcp-release.ts';

test('gives the address back by the address, the hardware and the identifier that it was given to', () => {
  const octets = dhcpRelease({ address: '10.77.0.10', server: '10.77.0.1', mac: '02:00:5e:00:00:fe' });
  expect(octets).toHaveLength(300);
  expect([...octets.slice(0, 4)]).toEqual([1, 1, 6, 0]);
  expect([...octets.slice(12, 16)]).toEqual([10, 77, 0, 10]);
  expect([...octets.slice(28, 34)]).toEqual([2, 0, 0x5e, 0, 0, 0xfe]);
  expect(Buffer.from(octets.slice(236, 259)).toString('hex')).toBe(
    '63825363' + '350107' + '36040a4d0001' + '3d070102005e0000fe' + 'ff',
  );
});
