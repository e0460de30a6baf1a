import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHubAnswer } from '../../../src/domain/feed/hub-answer.ts';

const ACK = 'c0ffee0123456789.812';
const read = (fields: object) => readHubAnswer(JSON.stringify({ ack: ACK, ...fields }));

describe('a hub`s answer', () => {
  test('as FEED.md has it', () => {
    const answer = read({
      rejected: [{ seq: 811, reason: 'hour' }],
      next_s: 3600,
      time: '2021-02-07T04:00:12Z',
    });
    expect(answer).toEqual({
      ack: { ledger: 'c0ffee0123456789', seq: 812 },
      rejected: [{ seq: 811, reason: 'hour' }],
      nextMs: 3_600_000,
      timeMs: Date.parse('2021-02-07T04:00:12Z'),
    });
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"ack":7}',
    '{"ack":"c0ffee0123456789"}',
    '{"ack":"c0ffee0123456789.-1"}',
  ])('that says not how far it is: %s', (text) => {
    expect(readHubAnswer(text)).toBeUndefined();
  });

  test.each([
    [0, 60],
    [-5, 60],
    [1e9, 86_400],
    ['3600', undefined],
    [null, undefined],
  ])('that asks to come again in %s', (next_s, seconds) => {
    expect(read({ next_s })?.nextMs).toBe(seconds && seconds * 1000);
  });

  test.each(['2021-02-30', '2021-02-07T25:00:00Z', 'Sun, 07 Feb 2021 04:00:12 GMT', 1_612_670_412, ''])(
    'whose time is %s says none',
    (time) => {
      expect(read({ time })?.timeMs).toBeUndefined();
    },
  );

  test('whatever it is, it is read or refused, and its words do no harm', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'binary', maxLength: 200 }), (json, reason) => {
        readHubAnswer(json);
        const [{ reason: shown = '' } = {}] = read({ rejected: [{ seq: 1, reason }] })?.rejected ?? [];
        expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(Array.from(shown).length).toBeLessThanOrEqual(41);
      }),
    );
  });
});
