import { expect, test } from 'vitest';
import { parseGateAnswer, parseGateRequest } from '../../src/domain/gate.ts';

test.each([
  [
    '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":60}',
    { id: 1, verb: 'grant', mac: '02:00:00:00:00:01', seconds: 60 },
  ],
  ['{"id":2,"verb":"revoke","mac":"02:00:00:00:00:01"}', { id: 2, verb: 'revoke', mac: '02:00:00:00:00:01' }],
  ['{"id":3,"verb":"list"}', { id: 3, verb: 'list' }],
  ['{"id":4,"verb":"health"}', { id: 4, verb: 'health' }],
])('%s is understood', (line, request) => {
  expect(parseGateRequest(line)).toEqual(request);
});

test.each([
  'grant 02:00:00:00:00:01',
  '[]',
  'null',
  '{"verb":"list"}',
  '{"id":-1,"verb":"list"}',
  '{"id":1,"verb":"flush"}',
  '{"id":1,"verb":"list","seconds":5}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01"}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":0}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":1.5}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":999999999}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01 } ; flush ruleset","seconds":60}',
  '{"id":1,"verb":"grant","mac":"ff:ff:ff:ff:ff:ff","seconds":60}',
  '{"id":1,"verb":"revoke","mac":"02:00:00:00:00:01","table":"inet filter"}',
])('%s is refused', (line) => {
  expect(parseGateRequest(line)).toMatchObject({ ok: false, code: 'request' });
});

test('a refusal carries the id of what it refuses, where there is one', () => {
  expect(parseGateRequest('{"id":7,"verb":"flush","mac":"02:00:00:00:00:01"}')).toMatchObject({ id: 7 });
  expect(parseGateRequest('hello')).toMatchObject({ id: -1 });
});

test.each([
  ['{"id":1,"ok":true}', { id: 1, ok: true }],
  [
    '{"id":1,"ok":false,"code":"full","message":"no room"}',
    { id: 1, ok: false, code: 'full', message: 'no room' },
  ],
  [
    '{"id":1,"ok":true,"grants":[{"mac":"02:00:00:00:00:01","seconds":5},{"mac":"nobody"},null]}',
    { id: 1, ok: true, grants: [{ mac: '02:00:00:00:00:01', seconds: 5 }] },
  ],
  ['{"id":1,"ok":false,"code":"joy","message":""}', undefined],
  ['{"id":"1","ok":true}', undefined],
  ['{"id":1,"ok":true,"grants":{}}', undefined],
  ['<html>', undefined],
])('the answer %s is read as %j', (line, answer) => {
  expect(parseGateAnswer(line)).toEqual(answer);
});
