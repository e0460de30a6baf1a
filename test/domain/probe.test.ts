import { expect, test } from 'vitest';
import { familyOf, PROBE_HOSTS } from '../../src/domain/probe.ts';
import { readProbes } from '../lab/probes.ts';

test.each([
  ['Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 Chrome/60.0 Mobile Safari/537.36', 'android'],
  ['Dalvik/2.1.0 (Linux; U; Android 8.1.0; CPH1803)', 'android'],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/60.0.3112.32 Safari/537.36',
    'android',
  ],
  ['CaptiveNetworkSupport-355.200.27 wispr', 'apple'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) AppleWebKit/605.1.15', 'apple'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/120.0', 'windows'],
  ['Microsoft NCSI', 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'other'],
  ['', 'other'],
])('%s is %s', (userAgent, family) => {
  expect(familyOf({ host: 'example.com', userAgent })).toBe(family);
});

test('a probe without a User-Agent is told by its host', () => {
  expect(familyOf({ host: 'captive.apple.com', userAgent: '' })).toBe('apple');
  expect(familyOf({ host: '__proto__', userAgent: '' })).toBe('other');
});

test('Chrome on Windows that asks Android`s host is still Windows', () => {
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0';
  expect(familyOf({ host: 'connectivitycheck.gstatic.com', userAgent })).toBe('windows');
});

test('every host that a phone probes over http is known', () => {
  expect(readProbes('http').filter(({ host }) => !Object.hasOwn(PROBE_HOSTS, host))).toEqual([]);
});
