import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../lab/build.ts';
import { build, VERSION } from './build.ts';
import { debian } from './debian.ts';
import { OPEN_LEDGER } from './open-ledger.ts';

test('the package for a Raspberry Pi installs, answers and opens a ledger, under emulation', () => {
  const [deb = ''] = build(REPOSITORY, ['arm64']);
  const box = debian('arm64');
  try {
    box.put(deb, '/tmp/now.deb');
    for (const [script, answer] of [
      [
        'dpkg -i /tmp/now.deb > /dev/null 2>&1; checkpoint-portal --version',
        `checkpoint-portal ${VERSION}\n`,
      ],
      [OPEN_LEDGER, '1\n'],
      [
        'dpkg -P checkpoint-portal > /dev/null 2>&1; ls -d /usr/lib/checkpoint-portal || true',
        "ls: cannot access '/usr/lib/checkpoint-portal': No such file or directory\n",
      ],
    ] as const) {
      expect(box.sh(script)).toEqual({ status: 0, output: answer });
    }
  } finally {
    rmSync(box.folder, { recursive: true, force: true });
  }
});
