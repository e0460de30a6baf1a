import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Pictures for people to look at; nothing is asserted. They go to `data/look`, the README's to `static/pictures`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { globalSetup: 'test/setup.ts', include: ['test/look/*.look.ts'], testTimeout: 300_000 },
});
