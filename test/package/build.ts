import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';

const { version } = JSON.parse(
  execFileSync('cat', [join(REPOSITORY, 'package.json')], { encoding: 'utf8' }),
) as { version: string };

export const VERSION = version;

/** `npm run package` in that copy of the repository; returns the packages' places. */
export function build(repository: string, architectures: readonly string[]): readonly string[] {
  execFileSync('npm', ['run', '--silent', 'package', '--', ...architectures], {
    cwd: repository,
    stdio: 'inherit',
  });
  return architectures.map((name) => join(repository, `build/checkpoint-portal_${VERSION}_${name}.deb`));
}

/** The same tree under another version, changed or not; seconds instead of minutes, as nothing is compiled. */
export function renumber(deb: string, number: string, change = (_tree: string) => {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-renumbered-'));
  const tree = join(folder, 'tree');
  execFileSync('dpkg-deb', ['-R', deb, tree]);
  execFileSync('sed', ['-i', `s/^Version: .*/Version: ${number}/`, join(tree, 'DEBIAN/control')]);
  execFileSync('sed', [
    '-i',
    `s/"version": "[^"]*"/"version": "${number}"/`,
    join(tree, 'usr/lib/checkpoint-portal/package.json'),
  ]);
  change(tree);
  const file = join(folder, `checkpoint-portal_${number}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, file], {
    stdio: 'ignore',
  });
  rmSync(tree, { recursive: true });
  return file;
}

/** A copy of what git knows or would take, in another folder with another name, and nothing that was built before. */
export function elsewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint elsewhere '));
  const list = 'git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - .git';
  execFileSync('sh', ['-c', `${list} | tar -xf - -C "$1"`, 'sh', folder], { cwd: REPOSITORY });
  execFileSync('ln', ['-s', join(REPOSITORY, 'node_modules'), join(folder, 'node_modules')]);
  return folder;
}
