import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';
import { environment } from '../lab/command.ts';
import { say } from './say.ts';

const SUITE = 'bookworm';

/** A Debian in a folder, with all that the package depends on; no systemd runs in it. */
export interface Debian {
  readonly folder: string;
  /** Runs a shell script in it, and returns all that it said. */
  sh(script: string): { readonly status: number | null; readonly output: string };
  /** Every file of it, with those of ours and of others. */
  files(): readonly string[];
  put(file: string, place: string): void;
}

/** A fresh copy of a Debian that is made of packages the first time, and kept outside the repository. */
export function debian(): Debian {
  const kept = keptDebian();
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-debian-'));
  execFileSync('cp', ['-a', '--reflink=auto', `${kept}/.`, folder]);
  const inside = ['--fork', '--pid', '--mount-proc', `--root=${folder}`, 'sh', '-euc'];
  return {
    folder,
    sh(script) {
      const { status, stdout } = spawnSync('unshare', [...inside, `exec 2>&1\n${script}`], {
        env: { ...environment(), DEBIAN_FRONTEND: 'noninteractive' },
        encoding: 'utf8',
      });
      return { status, output: stdout };
    },
    files() {
      const found = execFileSync('find', ['.', '-path', './proc', '-prune', '-o', '-print'], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 64 << 20,
      });
      return found.split('\n').sort();
    },
    put(file, place) {
      mkdirSync(join(folder, place, '..'), { recursive: true });
      cpSync(file, join(folder, place));
    },
  };
}

function keptDebian(): string {
  const packages = dependencies();
  const key = createHash('sha256')
    .update(JSON.stringify([SUITE, packages]))
    .digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'checkpoint-portal');
  const folder = join(cache, `${SUITE}-package-${key.slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  say(`making a Debian ${SUITE}, once: some minutes`);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  const words = ['--arch=amd64', '--variant=minbase', `--include=${packages.join(',')}`, SUITE];
  try {
    execFileSync('unshare', ['--mount', 'debootstrap', ...words, unfinished, mirror()], {
      env: environment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    execFileSync('rm', ['-rf', join(unfinished, 'var/cache/apt'), join(unfinished, 'var/lib/apt/lists')]);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** The first of each alternative of the package's own `Depends`: debootstrap does not choose. */
function dependencies(): readonly string[] {
  const control = readFileSync(join(REPOSITORY, 'deploy/debian/control'), 'utf8');
  const depends = /^Depends: (.*)$/m.exec(control)?.[1] ?? '';
  return depends.split(', ').map((name) => name.split(' ')[0] ?? name);
}

/** Where this machine's own packages come from. */
function mirror(): string {
  const words = ['indextargets', '--format', '$(CREATED_BY) $(CODENAME) $(SITE)'];
  const targets = execFileSync('apt-get', words, { encoding: 'utf8' }).split('\n');
  const site = targets.find((line) => line.startsWith(`Packages ${SUITE} `))?.split(' ')[2];
  if (!site) throw new Error(`apt knows no ${SUITE} here: add it to /etc/apt/sources.list.d`);
  return site;
}
