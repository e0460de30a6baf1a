import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Bare machines that a stick makes into checkpoints, in software: half an hour, so it is no part of `npm test`. Needs root on Debian. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/install/setup.ts',
    include: ['test/install/*.install.test.ts'],
    fileParallelism: false,
    testTimeout: 60 * 60_000,
    hookTimeout: 60 * 60_000,
    bail: 1,
    reporters: ['default'],
  },
});
