import { expect, test } from 'vitest';
import { parseMac } from '../../src/domain/mac.ts';

test.each([
  ['02:00:5e:10:00:0a', '02:00:5e:10:00:0a'],
  ['02:00:5E:10:00:0A', '02:00:5e:10:00:0a'],
])('%s is a client', (text, mac) => {
  expect(parseMac(text)).toBe(mac);
});

test.each<[unknown, string]>([
  ['00:00:00:00:00:00', 'nobody'],
  ['ff:ff:ff:ff:ff:ff', 'everybody'],
  ['01:00:5e:00:00:fb', 'a group'],
  ['02-00-5e-10-00-0a', 'dashes'],
  ['02:00:5e:10:00', 'too short'],
  ['02:00:5e:10:00:0a } ; flush ruleset', 'an attack'],
  ['', 'nothing'],
  [undefined, 'nothing at all'],
  [42, 'a number'],
])('%s is none (%s)', (text) => {
  expect(parseMac(text)).toBeUndefined();
});
