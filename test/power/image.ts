import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';
import { type Command, run } from '../lab/command.ts';
import { copyPackages } from '../machine/packages.ts';
import { sayer } from '../machine/say.ts';

const say = sayer('power');

/** What the kernel needs to see the disk, in the order in which they need each other; ext4 and the serial lines are built in. */
const MODULES = [
  'virtio_ring',
  'virtio',
  'virtio_pci_legacy_dev',
  'virtio_pci_modern_dev',
  'virtio_pci',
  'virtio_blk',
];
const BINDING = 'better-sqlite3/build/Release/better_sqlite3.node';
export const [APP, DATA, CONFIG] = ['/app', '/data', '/checkpoint.toml'];

/** As on a checkpoint's card, so that what the kernel holds back is what it would hold back there. */
const INIT = `#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
for module in ${MODULES.join(' ')}; do insmod /modules/$module.ko; done
ip link set lo up
if grep -q clock_is_set /proc/cmdline; then mkdir -p /run/systemd/timesync; touch /run/systemd/timesync/synchronized; fi
stty -F /dev/ttyS1 raw -echo
mount -t ext4 -o noatime /dev/vda ${DATA} || echo '{"log":"the disk cannot be mounted"}' > /dev/ttyS1
exec /bin/node ${APP}/dist/power/relay.js /dev/ttyS1 ${DATA} \\
  /bin/node --optimize-for-size --max-semi-space-size=1 --max-old-space-size=64 ${APP}/dist/main.js portal --config ${CONFIG}
`;

/** What the machine is started from; all of it lies in its memory, but for the disk. */
export interface Image {
  readonly kernel: string;
  readonly initrd: string;
}

/** @param place a folder of this run's own @param config of the portal */
export async function makeImage(place: string, config: string): Promise<Image> {
  const { kernel, modules } = await debianKernel();
  const root = join(place, 'root');
  for (const folder of ['bin', 'proc', 'sys', 'dev', 'tmp', 'run', 'data', 'modules', 'app'])
    await mkdir(join(root, folder), { recursive: true });
  for (const name of MODULES) {
    const [found = ''] = (await run(['find', modules, '-name', `${name}.ko`])).split('\n');
    await cp(found, join(root, 'modules', `${name}.ko`));
  }
  for (const part of ['dist', 'views', 'static', 'package.json', 'deploy/notices-example'])
    await cp(join(REPOSITORY, part), join(root, APP, part), { recursive: true });
  await copyPackages(join(root, APP));
  // What it was compiled from: the machine would have to take it into its memory.
  for (const part of ['deps', 'src', 'build/Release/obj.target', 'build/Release/obj'])
    await rm(join(root, APP, 'node_modules/better-sqlite3', part), { recursive: true, force: true });
  await cp(process.execPath, join(root, 'bin/node'));
  await cp((await run(['which', 'busybox'])).trim(), join(root, 'bin/busybox'));
  for (const file of ['bin/node', 'bin/busybox', join(APP, 'node_modules', BINDING)])
    await copyLibraries(root, join(root, file));
  await writeFile(join(root, CONFIG), config);
  await writeFile(join(root, 'init'), INIT);
  await chmod(join(root, 'init'), 0o755);
  const initrd = join(place, 'initrd');
  await run(['sh', '-c', `cd "${root}" && find . | busybox cpio -o -H newc > "${initrd}"`]);
  await rm(root, { recursive: true });
  return { kernel, initrd };
}

/** What a program wants of this machine's libraries, where it looks for them. */
async function copyLibraries(root: string, program: string): Promise<void> {
  const wanted = await run(['ldd', program]).catch(() => '');
  for (const [, library = ''] of wanted.matchAll(/(\/\S+) \(0x/g)) {
    await mkdir(join(root, dirname(library)), { recursive: true });
    await cp(library, join(root, library), { dereference: true });
  }
}

/** Debian's own kernel for machines like this one, fetched once. */
async function debianKernel(): Promise<{ kernel: string; modules: string }> {
  const depends = await run(['apt-cache', 'depends', 'linux-image-cloud-amd64']);
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1];
  if (!name) throw new Error('apt knows no linux-image-cloud-amd64 here');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'checkpoint-portal');
  const folder = join(cache, name);
  if (!existsSync(folder)) {
    say(`fetching ${name}, once`);
    await mkdir(cache, { recursive: true });
    const unfinished = await mkdtemp(`${folder}.`);
    await inFolder(unfinished, ['apt-get', '-q', 'download', name]);
    const [archive = ''] = await readdir(unfinished);
    await run(['dpkg-deb', '-x', join(unfinished, archive), join(unfinished, 'files')]);
    await rename(join(unfinished, 'files'), folder);
    await rm(unfinished, { recursive: true });
  }
  const [kernel = ''] = (await readdir(join(folder, 'boot'))).filter((file) => file.startsWith('vmlinuz-'));
  return { kernel: join(folder, 'boot', kernel), modules: join(folder, 'lib/modules') };
}

function inFolder(folder: string, command: Command): Promise<string> {
  return run(['env', '-C', folder, ...command]);
}
