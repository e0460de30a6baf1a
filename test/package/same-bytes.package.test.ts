import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../lab/build.ts';
import { build, elsewhere } from './build.ts';

const ARCHITECTURES = ['amd64', 'arm64'];

test(
  'two builds in different folders give the same bytes, the compiled binding too',
  () => {
    const copy = elsewhere();
    try {
      expect(sums(build(copy, ARCHITECTURES))).toEqual(sums(build(REPOSITORY, ARCHITECTURES)));
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
  40 * 60_000,
);

function sums(files: readonly string[]): readonly string[] {
  return files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
}
