import { test as base } from 'vitest';
import { openLab } from './lab.ts';
import type { Extras } from './router.ts';

/**
 * A test in a lab: one lab for all tests of a file, and for each test that asks for it a phone of its own that has just
 * joined the WiFi. When a test fails, what the programs said is shown.
 */
export const test = labTest();

/** The same in a lab whose router has these extras. */
export function labTest(extras?: Extras) {
  return (
    base
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted
      .extend('lab', { scope: 'file' }, async ({}, { onCleanup }) => {
        const lab = await openLab(extras);
        onCleanup(() => lab.close());
        return lab;
      })
      .extend('phone', ({ lab }) => lab.addPhone())
      .extend('explain', { auto: true }, ({ lab: { router }, onTestFailed }) => {
        onTestFailed(() => {
          const { gate, portal, dnsmasq } = router;
          for (const program of [gate, portal, dnsmasq]) process.stderr.write(program.output());
        });
      })
  );
}
