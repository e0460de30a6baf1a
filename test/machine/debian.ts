import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../lab/command.ts';
import { put } from './root.ts';
import type { Say } from './say.ts';
import { work } from './work.ts';

export const SUITE = 'bookworm';

export type Architecture = 'amd64' | 'arm64';

/** What makes a Debian one that a machine can be booted from. */
export const BOOTABLE = ['systemd-sysv', 'udev', 'kmod', 'initramfs-tools', 'zstd'] as const;

/**
 * All that the kernel needs before it has its disk; there before the kernel's package makes its initrd. Debian's own choice,
 * everything, takes the emulated machine longer, and an emulated processor ten minutes to pack.
 */
const INITRD: Readonly<Record<string, string>> = {
  'etc/initramfs-tools/conf.d/small': 'MODULES=list\nCOMPRESS=gzip\n',
  'usr/share/initramfs-tools/modules.d/small': 'virtio_pci\nvirtio_blk\next4\n',
};

/** Lets this machine's kernel run programs of others; systemd-binfmt does the same where there is a systemd. */
const BINFMT = { place: '/proc/sys/fs/binfmt_misc', arm64: '/usr/lib/binfmt.d/qemu-aarch64.conf' };

export interface Wanted {
  readonly packages: readonly string[];
  readonly architecture: Architecture;
  readonly say: Say;
}

/** A Debian as a folder. */
export interface Debian {
  readonly folder: string;
  /** Where it has a kernel. */
  readonly kernel: string;
  readonly initrd: string;
}

/** A Debian of these packages and what they need: made the first time (2 minutes), and kept outside the repository. */
export async function debian({ packages, architecture, say }: Wanted): Promise<Debian> {
  const what = [SUITE, architecture, packages, INITRD];
  const key = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'checkpoint-portal');
  const folder = join(cache, `${SUITE}-${architecture}-${key.slice(0, 12)}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    await mkdir(cache, { recursive: true });
    try {
      await make(unfinished, { packages, architecture, say });
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const boot = join(folder, 'boot');
  const files = await readdir(boot);
  const named = (start: string) => join(boot, files.find((file) => file.startsWith(start)) ?? start);
  return { folder, kernel: named('vmlinuz-'), initrd: named('initrd.img-') };
}

async function make(folder: string, { packages, architecture, say }: Wanted): Promise<void> {
  const from = await mirror();
  say(`making a Debian ${SUITE} (${architecture}) of ${packages.length} packages and what they need, once`);
  if (architecture === 'arm64') await runForeign(BINFMT.arm64);
  const words = [`--arch=${architecture}`, '--variant=minbase', `--include=${packages.join(',')}`] as const;
  let told = Date.now();
  const onLine = (line: string) => {
    if (Date.now() - told < 10_000) return;
    told = Date.now();
    say(line.replace(/^I: /, '').replace(/\.+$/, ''));
  };
  for (const [name, text] of Object.entries(INITRD)) await put(folder, name, text);
  // What it mounts ends with it, even if it is ended.
  const command = ['unshare', '--mount', 'debootstrap', ...words, SUITE, folder, from] as const;
  await work(command, { seconds: 1800, onLine });
  await work(['chroot', folder, 'apt-get', 'clean'], { seconds: 30 });
}

/** Where this machine's own packages come from. */
async function mirror(): Promise<string> {
  const format = ['--format', '$(CREATED_BY) $(CODENAME) $(SITE)'] as const;
  const targets = (await run(['apt-get', 'indextargets', ...format])).split('\n');
  const site = targets.find((line) => line.startsWith(`Packages ${SUITE} `))?.split(' ')[2];
  if (!site) throw new Error(`apt knows no ${SUITE} here: add it to /etc/apt/sources.list.d`);
  return site;
}

async function runForeign(file: string): Promise<void> {
  const [, name = ''] = (await readFile(file, 'utf8')).split(':');
  const register = join(BINFMT.place, 'register');
  if (!existsSync(register)) await run(['mount', '-t', 'binfmt_misc', 'none', BINFMT.place]);
  if (!existsSync(join(BINFMT.place, name))) await writeFile(register, await readFile(file, 'utf8'));
}
