import { expect, test } from 'vitest';
import { compareVersions } from '../../src/domain/debian-version.ts';

test.each([
  ['1.0.0', '<', '1.0.1'],
  ['1.9.0', '<', '1.10.0'],
  ['1.0~rc1', '<', '1.0'],
  ['1.0', '<', '1.0-1'],
  ['1.0-2', '<', '1.0-10'],
  ['1.0', '<', '1.0+b1'],
  ['1.0a', '<', '1.0+b1'],
  ['9.0', '<', '1:0.1'],
  ['1.2', '=', '1.2'],
  ['1.02', '=', '1.2'],
  ['1.0-0', '=', '1.0'],
])('%s %s %s', (a, sign, b) => {
  const order = sign === '<' ? -1 : 0;
  expect(Math.sign(compareVersions(a, b))).toBe(order);
  expect(Math.sign(compareVersions(b, a))).toBe(0 - order);
});
