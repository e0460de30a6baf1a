import { expect } from 'vitest';
import { accept } from './clients/curl.ts';
import { openFirefox } from './clients/firefox.ts';
import { test } from './lab-test.ts';

const PATIENCE = { timeout: 15_000, interval: 100 };

test('Firefox finds a locked portal before the accept and an unlocked one after it', async ({ phone }) => {
  const firefox = await openFirefox(phone);
  await expect.poll(firefox.captiveState, PATIENCE).toBe('LOCKED_PORTAL');
  await accept(phone);
  await expect.poll(firefox.captiveState, PATIENCE).toBe('UNLOCKED_PORTAL');
});
