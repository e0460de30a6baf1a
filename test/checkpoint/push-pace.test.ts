import { describe, expect, test } from 'vitest';
import { createPace } from '../../src/checkpoint/flows/push-pace.ts';
import { PushError, type PushFaultKind } from '../../src/domain/feed/push-fault.ts';
import { createTestClock } from '../doubles.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

function pace(chance = 0) {
  const clock = createTestClock('2021-02-01T08:00:00Z');
  return createPace({ clock, minutes: 60, chance: () => chance });
}

describe('when to hand over', () => {
  test.each([
    [0, 0],
    [0.5, 150 * SECOND_MS],
    [0.999, 299_700],
  ])('first after a part of five minutes: chance %d', (chance, waitMs) => {
    expect(pace(chance).waitMs()).toBe(waitMs);
  });

  test('after five seconds to a quarter of an hour of failures, any part of twice as long each time', () => {
    const waits = (chance: number) => {
      const one = pace(chance);
      return Array.from({ length: 12 }, () => {
        one.failed(new PushError('silent', 'x'));
        return one.waitMs() / SECOND_MS;
      });
    };
    expect(waits(0)).toEqual(Array(12).fill(5));
    expect(waits(0.999999).map(Math.round)).toEqual([10, 20, 40, 80, 160, 320, 640, ...Array(5).fill(900)]);
  });

  test.each([
    ['7', 7],
    ['0', 5],
    ['3600', 3600],
    ['99999', 3600],
    ['Mon, 01 Feb 2021 08:02:00 GMT', 120],
    ['Fri, 01 Jan 2021 00:00:00 GMT', 5],
    ['Wed, 01 Jan 2031 00:00:00 GMT', 3600],
    ['soon', 5],
  ])('after Retry-After: %s', (written, seconds) => {
    const one = pace();
    one.failed(new PushError('later', 'x', written));
    expect(one.waitMs()).toBe(seconds * SECOND_MS);
  });

  test.each<[PushFaultKind, number]>([
    ['status', 60 * MINUTE_MS],
    ['broken', 60 * MINUTE_MS],
    ['certificate', 5 * SECOND_MS],
    ['disk', 5 * SECOND_MS],
  ])('after a failure of kind %s', (kind, waitMs) => {
    const one = pace();
    one.failed(new PushError(kind, 'x'));
    expect(one.waitMs()).toBe(waitMs);
  });

  test('as the hub says, else by the config; and a success makes failures forgotten', () => {
    const one = pace(0.999999);
    for (let failure = 0; failure < 9; failure++) one.failed(new PushError('silent', 'x'));
    one.succeeded();
    expect(one.waitMs()).toBe(60 * MINUTE_MS);
    one.succeeded(77 * SECOND_MS);
    expect(one.waitMs()).toBe(77 * SECOND_MS);
    one.failed(new PushError('silent', 'x'));
    expect(Math.round(one.waitMs() / SECOND_MS)).toBe(10);
  });
});
