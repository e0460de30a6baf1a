import { expect, test } from 'vitest';
import { canSpeak } from '../../src/domain/family.ts';

test.each([
  [
    'Android`s sheet',
    'Mozilla/5.0 (Linux; Android 8.1.0; SM-J530Y Build/M1AJQ; wv) AppleWebKit/537.36 Chrome/83.0',
    false,
  ],
  [
    'Chrome on the same phone',
    'Mozilla/5.0 (Linux; Android 8.1.0; SM-J530Y) AppleWebKit/537.36 Chrome/83.0',
    true,
  ],
  ['an iPhone`s sheet', 'Mozilla/5.0 (iPhone; CPU iPhone OS 14_7 like Mac OS X) AppleWebKit/605.1.15', true],
  ['who says nothing', '', true],
])('%s is known to have a voice, or not', (_phone, userAgent, may) => {
  expect(canSpeak(userAgent)).toBe(may);
});
