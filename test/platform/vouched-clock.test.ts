import { expect, test } from 'vitest';
import { createVouchedClock } from '../../src/platform/vouched-clock.ts';
import { createTestClock } from '../doubles.ts';

const TRUE_MS = Date.parse('2021-02-01T08:00:00Z');

test('goes by what the hub said until a time server sets the clock, and on from there by the monotonic clock', () => {
  const machine = createTestClock('1970-01-01T00:00:09Z');
  const clock = createVouchedClock(machine);
  expect([clock.quality(), clock.epochMs()]).toEqual(['estimated', 9000]);
  clock.isNow(TRUE_MS);
  machine.pass(5000);
  // What is set by hand, or by nobody, is no better than what the hub said.
  machine.setWall(Date.parse('2099-01-01T00:00:00Z'));
  expect([clock.quality(), clock.epochMs()]).toEqual(['hub', TRUE_MS + 5000]);
  machine.setWall(TRUE_MS + 7000);
  machine.setQuality('ntp');
  expect([clock.quality(), clock.epochMs()]).toEqual(['ntp', TRUE_MS + 7000]);
  clock.isNow(0);
  expect(clock.epochMs()).toBe(TRUE_MS + 7000);
});

test('takes no small step, so that no hour ends twice, and a large one', () => {
  const machine = createTestClock('1970-01-01T00:00:09Z');
  const clock = createVouchedClock(machine);
  clock.isNow(TRUE_MS);
  clock.isNow(TRUE_MS - 59_000);
  expect(clock.epochMs()).toBe(TRUE_MS);
  clock.isNow(TRUE_MS - 60_000);
  expect(clock.epochMs()).toBe(TRUE_MS - 60_000);
});

test('takes the machine`s own once it is told that a time server has set it', () => {
  const machine = createTestClock('1970-01-01T00:00:09Z');
  const clock = createVouchedClock(machine);
  clock.isNow(TRUE_MS);
  machine.setWall(TRUE_MS + 1);
  clock.isSet();
  expect([clock.quality(), clock.epochMs()]).toEqual(['ntp', TRUE_MS + 1]);
});
