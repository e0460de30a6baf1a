import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with what was left out and why, then with one plain line of figures. */
export const closingLine = {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    if (process.getuid?.() !== 0) {
      process.stdout.write('\nleft out: lab (a real network in namespaces), because it needs root\n');
    }
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    // A file that cannot even be loaded has no tests to fail.
    const unloadable = modules.filter(
      (module) => module.state() === 'failed' && module.children.size === 0,
    ).length;
    const failed = tests.length - passed + unloadable + errors.length;
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  },
} satisfies Reporter;
