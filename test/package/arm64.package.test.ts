import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../lab/build.ts';
import { build, VERSION } from './build.ts';
import { OPEN_LEDGER } from './open-ledger.ts';

/** The C library that the cross compiler brings. A whole Debian under emulation would be half an hour of debootstrap. */
const LIBRARIES = '/usr/aarch64-linux-gnu';

test('the package for a Raspberry Pi answers and opens a ledger, under emulation', () => {
  const [deb = ''] = build(REPOSITORY, ['arm64']);
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-arm64-'));
  try {
    execFileSync('dpkg-deb', ['-x', deb, folder]);
    const lib = join(folder, 'usr/lib/checkpoint-portal');
    const node = (...words: readonly string[]) =>
      execFileSync('qemu-aarch64-static', ['-L', LIBRARIES, join(lib, 'bin/node'), ...words], {
        encoding: 'utf8',
      });
    expect(node(join(lib, 'dist/main.js'), '--version')).toBe(`checkpoint-portal ${VERSION}\n`);
    const program = join(lib, 'open-ledger.cjs');
    writeFileSync(program, OPEN_LEDGER);
    expect(node(program)).toBe('1\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
