import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './build.ts';
import { run } from './command.ts';

test('shellcheck has nothing to say of any shell script', async () => {
  const tracked = [
    'git',
    '-C',
    REPOSITORY,
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
  ] as const;
  const scripts = (await run(tracked)).split('\n').filter((name) => name !== '' && isShell(name));
  expect(scripts).toContain('deploy/stick/install.sh');
  const files = scripts.map((name) => join(REPOSITORY, name));
  const said = await run(['sh', '-c', 'shellcheck "$@" || true', 'sh', ...files]);
  expect(said).toBe('');
});

/** By its first line: a package's scripts have no ending. */
function isShell(name: string): boolean {
  try {
    return /^#!\s*\/(usr\/)?bin\/(env )?(ba|da)?sh\b/.test(
      readFileSync(join(REPOSITORY, name), 'latin1').slice(0, 40),
    );
  } catch {
    return false;
  }
}
