import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { closingLine } from './closing-line.ts';

const LAB_FILES = 'test/**/*.lab.test.ts';
/** Each kind has a command of its own, as `npm run test:radio`. */
const MACHINE_FILES = 'test/**/*.{radio,power,update,package,stick,install}.test.ts';

const house: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'house',
    include: ['test/**/*.test.ts'],
    exclude: [LAB_FILES, MACHINE_FILES],
    sequence: { groupOrder: 0 },
  },
};

/** A real network: namespaces, firewalls and users are root's. Browsers take both cores, so one file after the other. */
const lab: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'lab',
    include: [LAB_FILES],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    sequence: { groupOrder: 1 },
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    globalSetup: 'test/setup.ts',
    reporters: ['default', closingLine],
    projects: process.getuid?.() === 0 ? [house, lab] : [house],
  },
});
