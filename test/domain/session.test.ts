import { expect, test } from 'vitest';
import { grantKind, RENEWAL_GRACE_MS, stateOf } from '../../src/domain/session.ts';

const END = 7_200_000;

test.each([
  ['never seen', undefined, 0, 'session'],
  ['running', END, END - 1, 'renewed'],
  ['just ended', END, END, 'renewed'],
  ['ended a moment less than ten minutes ago', END, END + RENEWAL_GRACE_MS - 1, 'renewed'],
  ['ended ten minutes ago', END, END + RENEWAL_GRACE_MS, 'session'],
] as const)('a grant for a client %s', (_, lastEnd, now, kind) => {
  expect(grantKind(lastEnd, now)).toBe(kind);
});

test.each([
  [undefined, 0, 'captive'],
  [END, END - 1, 'granted'],
  [END, END, 'ended'],
  [END, END + RENEWAL_GRACE_MS - 1, 'ended'],
  [END, END + RENEWAL_GRACE_MS, 'captive'],
] as const)('a client whose session ends at %s is at %s %s', (end, now, state) => {
  expect(stateOf(end, now)).toBe(state);
});
