import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Debian packages are built and installed: minutes, so it is no part of `npm test`. Needs root on Debian. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/package/setup.ts',
    include: ['test/package/*.package.test.ts'],
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 30 * 60_000,
    reporters: ['default'],
  },
});
