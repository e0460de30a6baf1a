import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/checkpoint/system/store.ts';
import { createTokens } from '../../src/checkpoint/system/tokens.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';

test('a token opens until it is revoked, and only it', () => {
  const { tokens } = open();
  const district = tokens.create('huyện Chư Sê');
  const province = tokens.create('tỉnh Gia Lai');
  expect([district, province].map(({ token }) => tokens.accepts(token))).toEqual([true, true]);
  expect(
    tokens
      .list()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['huyện Chư Sê', 'tỉnh Gia Lai']);
  expect([tokens.revoke(district.id), tokens.revoke(district.id)]).toEqual([true, false]);
  expect([district, province].map(({ token }) => tokens.accepts(token))).toEqual([false, true]);
});

test.each([
  (token: string) => token.slice(0, -1),
  (token: string) => `${token}A`,
  (token: string) => token.slice(0, 12) + token.slice(12).toUpperCase(),
  (token: string) => token.replace(/^cp_[0-9a-f]{8}/, 'cp_00000000'),
  () => '',
  () => "' or 1=1 --",
])('anything like a token opens nothing', (spoil) => {
  const { tokens } = open();
  expect(tokens.accepts(spoil(tokens.create('tỉnh').token))).toBe(false);
});

test('the secret itself is nowhere on disk', () => {
  const { tokens, folder } = open();
  const secret = tokens.create('tỉnh').token.slice('cp_01234567_'.length);
  for (const file of readdirSync(folder))
    expect(readFileSync(join(folder, file)).includes(secret), file).toBe(false);
  expect(secret).toHaveLength(43);
});

function open() {
  const folder = temporaryFolder();
  const { database } = openStore(folder, createMemoryLog());
  onTestFinished(() => void database.close());
  return { folder, tokens: createTokens({ database, clock: createTestClock() }) };
}
