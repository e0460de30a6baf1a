import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { test } from 'vitest';
import { compareVersions } from '../../src/domain/debian-version.ts';

test('versions are in the order in which dpkg has them', () => {
  const part = fc.string({ unit: fc.constantFrom(...'0129ab.+~'), minLength: 0, maxLength: 6 });
  const version = fc
    .tuple(fc.constantFrom('', '0:', '1:'), part, fc.constantFrom('', '-1', '-1~a', '-10'))
    .map(([epoch, upstream, revision]) => `${epoch}1${upstream}${revision}`);
  fc.assert(
    fc.property(version, version, (a, b) => {
      const order = compareVersions(a, b);
      const word = order < 0 ? 'lt' : order > 0 ? 'gt' : 'eq';
      return spawnSync('dpkg', ['--compare-versions', a, word, b]).status === 0;
    }),
    { numRuns: 1000 },
  );
});
