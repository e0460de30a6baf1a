import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Figures, not verdicts: nothing here is part of `npm test`, and no bound is held. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/setup.ts',
    include: ['test/bench/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    reporters: ['default'],
  },
});
