import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A whole machine with radios, in software: some minutes, so it is no part of `npm test`. Needs root on Debian. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/radio/setup.ts',
    include: ['test/radio/*.radio.test.ts'],
    fileParallelism: false,
    testTimeout: 20_000,
    hookTimeout: 45 * 60_000,
    reporters: ['default'],
  },
});
