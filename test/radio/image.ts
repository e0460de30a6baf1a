import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../lab/command.ts';
import { say, work } from './work.ts';

const SUITE = 'bookworm';

/** What a checkpoint's box has installed, then what the phones and the trial need. */
const PACKAGES = [
  ...[
    'systemd',
    'systemd-sysv',
    'systemd-resolved',
    'udev',
    'dbus',
    'kmod',
    'procps',
    'iproute2',
    'nftables',
  ],
  ...['dnsmasq-base', 'hostapd', 'iw', 'wireless-regdb', 'libatomic1', 'libstdc++6', 'ca-certificates'],
  ...['linux-image-amd64', 'initramfs-tools', 'zstd', 'wpasupplicant', 'busybox', 'curl'],
];

/** All that the kernel needs before it has its disk. Debian's own choice, everything, takes the emulated machine longer. */
const INITRD = { 'conf.d/small': 'MODULES=list\nCOMPRESS=gzip\n', modules: 'virtio_pci\nvirtio_blk\next4\n' };

/** A Debian as a folder, with its kernel. */
export interface Debian {
  readonly folder: string;
  readonly kernel: string;
  readonly initrd: string;
}

/** The Debian under the machine: made of packages the first time (2 minutes), and kept outside the repository. */
export async function debian(): Promise<Debian> {
  const key = createHash('sha256')
    .update(JSON.stringify([SUITE, PACKAGES, INITRD]))
    .digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'checkpoint-portal');
  const folder = join(cache, `${SUITE}-${key.slice(0, 12)}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    await mkdir(cache, { recursive: true });
    try {
      await make(unfinished);
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

async function make(folder: string): Promise<void> {
  const from = await mirror();
  say(`making a Debian ${SUITE} of ${PACKAGES.length} packages and what they need, once`);
  const words = ['--variant=minbase', `--include=${PACKAGES.join(',')}`, SUITE, folder, from] as const;
  let told = Date.now();
  const onLine = (line: string) => {
    if (Date.now() - told < 10_000) return;
    told = Date.now();
    say(line.replace(/^I: /, '').replace(/\.+$/, ''));
  };
  // What it mounts ends with it, even if it is ended.
  await work(['unshare', '--mount', 'debootstrap', ...words], { seconds: 900, onLine });
  const etc = join(folder, 'etc/initramfs-tools');
  await writeFile(join(etc, 'conf.d/small'), INITRD['conf.d/small']);
  await appendFile(join(etc, 'modules'), INITRD.modules);
  say('making its initrd');
  await work(['chroot', folder, 'update-initramfs', '-u'], { seconds: 120 });
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
