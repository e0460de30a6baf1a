import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A machine whose power is cut, in software: half an hour, so it is no part of `npm test`. Needs root on Debian. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: 'test/power/setup.ts',
    include: ['test/power/*.power.test.ts'],
    fileParallelism: false,
    reporters: ['default'],
  },
});
