import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIpv6, localIpv6 } from '../../src/domain/ipv6.ts';

test('a checkpoint`s own network is written as browsers and the kernel write it, whatever its id', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const { address, prefix } = localIpv6(id);
      expect(new URL(`http://[${address}]/`).hostname).toBe(`[${address}]`);
      expect(address).toMatch(/^fd[0-9a-f]{2}:/);
      expect(address).toBe(`${prefix}1`);
    }),
    { numRuns: 2000 },
  );
});

test('is the same at each start, and another for another checkpoint', () => {
  expect(localIpv6('gl-ayunpa-01')).toEqual(localIpv6('gl-ayunpa-01'));
  expect(localIpv6('gl-ayunpa-01')).not.toEqual(localIpv6('gl-ayunpa-02'));
});

test.each([
  ['fd12:3456:789a::5', true],
  ['fe80::1%br0', true],
  ['::ffff:10.77.0.5', false],
  ['10.77.0.5', false],
])('%s is IPv6: %s', (address, expected) => {
  expect(isIpv6(address)).toBe(expected);
});
