import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Bare Debians in folders, without network, that the stick is tried on: some minutes, so it is no part of `npm test`. Needs root on Debian. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/stick/setup.ts',
    include: ['test/stick/*.stick.test.ts'],
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 20 * 60_000,
    reporters: ['default'],
  },
});
