import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { printJson } from '../../src/cli/json-option.ts';
import type { CheckReport, DoctorReport, Level } from '../../src/domain/finding.ts';

/** A package of the name and shape of ours, whose program is a shell script: what an update does is seen on it in a second. */
export interface Recipe {
  readonly version: string;
  /** What its doctor finds, `red:fault` too; a text is what the program does instead. */
  readonly doctor?: Found | string;
  /** What its maintainer scripts do, beside being a point where the power may go. */
  readonly scripts?: Partial<Readonly<Record<'preinst' | 'postinst' | 'prerm' | 'postrm', string>>>;
  readonly architecture?: string;
  /** How many further files it has. */
  readonly files?: number;
  readonly name?: string;
}

type Found = Readonly<Record<string, Level | `red:${string}`>>;

const WELL: Found = { portal: 'green', gate: 'green' };

/** Builds it in a folder of its own and returns where it is. */
export function makePackage(recipe: Recipe): string {
  const { version, doctor = WELL, scripts = {}, architecture = thisArchitecture() } = recipe;
  const { name = 'checkpoint-portal', files: further = 0 } = recipe;
  const folder = mkdtempSync('/dev/shm/checkpoint-package-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files: Readonly<Record<string, string>> = {
    'usr/bin/checkpoint-portal': programOf(doctor),
    'usr/lib/checkpoint-portal/report.json': typeof doctor === 'string' ? '' : reportText(version, doctor),
    'usr/lib/checkpoint-portal/version': version,
    // What is new in one version is gone again in the other.
    [`usr/lib/checkpoint-portal/only-in-${version}`]: version,
    ...Object.fromEntries(
      Array.from({ length: further }, (_, n) => [`usr/lib/checkpoint-portal/files/${n}`, `${version} ${n}`]),
    ),
  };
  for (const [path, text] of Object.entries(files)) put(join(folder, 'root', path), text, 0o755);
  const sums = Object.entries(files).map(
    ([path, text]) => `${createHash('md5').update(text).digest('hex')}  ${path}\n`,
  );
  put(join(folder, 'root/DEBIAN/md5sums'), sums.join(''));
  put(
    join(folder, 'root/DEBIAN/control'),
    `Package: ${name}\nVersion: ${version}\nArchitecture: ${architecture}\nMaintainer: a test <test@example.vn>\nInstalled-Size: 40\nDescription: a test\n`,
  );
  for (const script of ['preinst', 'postinst', 'prerm', 'postrm'] as const) {
    const point = 'if [ -x /points/point ]; then /points/point; fi';
    put(join(folder, 'root/DEBIAN', script), `#!/bin/sh\n${point}\n${scripts[script] ?? ''}\n`, 0o755);
  }
  const file = join(folder, `${name}_${version}_${architecture}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z0', '--build', join(folder, 'root'), file]);
  return file;
}

export function thisArchitecture(): string {
  return execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
}

function programOf(doctor: Recipe['doctor']): string {
  const answer = typeof doctor === 'string' ? doctor : 'cat /usr/lib/checkpoint-portal/report.json';
  return `#!/bin/sh\n[ "$1" = doctor ] || exit 2\n${answer}\n`;
}

/** As `doctor --json` prints it: the script reads the letters, not the meaning. */
function reportText(version: string, levels: Found): string {
  const plain = (text: string) => ({ vi: text, en: text });
  const checks = Object.entries(levels).map(([id, said]): CheckReport => {
    const [level, fault] = said.split(':') as [Level, string?];
    return {
      id,
      name: plain(id),
      level,
      // A red word that is no check's level, and must not be taken for one.
      findings: [{ level, ...(fault !== undefined && { fault }), what: plain('"level": "red"') }],
      tookMs: 1,
    };
  });
  const report: DoctorReport = {
    checkpoint: 'c',
    version,
    epochMs: 0,
    monotonicMs: 0,
    level: 'green',
    checks,
  };
  let text = '';
  printJson({ write: (part) => (text += part) }, report);
  return text;
}

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}
