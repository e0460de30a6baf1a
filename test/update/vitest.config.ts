import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Real packages under a real dpkg, cut off at every step: some minutes, so it is no part of `npm test`. Needs root on Debian. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/update/setup.ts',
    include: ['test/update/*.update.test.ts'],
    fileParallelism: false,
    testTimeout: 30 * 60_000,
    reporters: ['default'],
  },
});
