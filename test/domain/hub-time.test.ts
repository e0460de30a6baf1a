import { describe, expect, test } from 'vitest';
import { CLOCK_QUALITIES, EARLIEST_HOUR, hourOf, lesserQuality } from '../../src/domain/clock.ts';
import { timeOf } from '../../src/domain/hub-time.ts';

const AT = '2021-02-01T08:00:00Z';
const HOUR = hourOf(Date.parse(AT));

describe('the time that a hub tells', () => {
  test.each([
    ['as it is', AT, 400, HOUR, 200],
    ['in a long round trip', AT, 10_000, HOUR, 5000],
    ['in one that is too long', AT, 10_001, HOUR, undefined],
    ['a year after the last known hour', AT, 0, HOUR - 366 * 24, 0],
    ['more than a year after it', AT, 0, HOUR - 366 * 24 - 1, undefined],
    ['before it', AT, 0, HOUR + 1, undefined],
    ['where no hour is known', AT, 0, undefined, 0],
    ['of a hub that woke up in 1970', '1970-01-01T00:10:00Z', 0, undefined, undefined],
  ])('%s', (_, at, roundTripMs, vouchedHour, after) => {
    const epochMs = Date.parse(at);
    const expected = after === undefined ? undefined : epochMs + after;
    expect(timeOf({ epochMs, roundTripMs, vouchedHour })).toBe(expected);
  });

  test('is nothing before 2020', () => {
    const epochMs = EARLIEST_HOUR * 3_600_000;
    expect(timeOf({ epochMs, roundTripMs: 0, vouchedHour: undefined })).toBe(epochMs);
    for (const far of ['2100-01-01T00:00Z', '9999-12-31T23:59Z'])
      expect(timeOf({ epochMs: Date.parse(far), roundTripMs: 0, vouchedHour: undefined })).toBeUndefined();
    expect(timeOf({ epochMs: epochMs - 1, roundTripMs: 0, vouchedHour: undefined })).toBeUndefined();
  });
});

test('the qualities of a clock are in the order of the alphabet, as SQL takes the lesser word', () => {
  expect([...CLOCK_QUALITIES].sort()).toEqual(CLOCK_QUALITIES);
  expect(lesserQuality('ntp', 'hub')).toBe('hub');
  expect(lesserQuality('estimated', 'hub')).toBe('estimated');
});
