import { expect, test } from 'vitest';
import { printable } from '../../src/domain/printable.ts';

test('of a stranger`s text as much is shown as fits, and no sign that a terminal obeys', () => {
  expect(printable('sai giờ', 40)).toBe('sai giờ');
  expect(printable('a\u001b[2Jb\n\u202ec', 40)).toBe('a?[2Jb??c');
  expect(printable('x'.repeat(50), 40)).toBe(`${'x'.repeat(40)}…`);
  expect(printable('dài'.repeat(500))).toBe('dài'.repeat(500));
});
