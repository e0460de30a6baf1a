import { expect, test } from 'vitest';
import { GateError, parseGateRequest } from '../../src/domain/gate.ts';

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
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01"}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":0}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":1.5}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01","seconds":999999999}',
  '{"id":1,"verb":"grant","mac":"02:00:00:00:00:01 } ; flush ruleset","seconds":60}',
  '{"id":1,"verb":"grant","mac":"ff:ff:ff:ff:ff:ff","seconds":60}',
  '{"id":1,"verb":"revoke","mac":"02:00:00:00:00:01","table":"inet filter"}',
])('%s is refused', (line) => {
  expect(parseGateRequest(line)).toBeInstanceOf(GateError);
});
