import type { Box } from './box.ts';

interface Mount {
  readonly place: string;
  /** `179:2`; a file system without a device of its own begins with 0. */
  readonly number: string;
  /** `/dev/sda1`; of a root it may be `/dev/root`, which is not there. */
  readonly source: string;
}

/**
 * The disks that a folder and what it stands on are written to, as `mmcblk0`; empty where nobody says, as under an overlay.
 * The first process's mounts: the doctor's own unit has others.
 */
export async function disksBehind(box: Box, folders: readonly string[]): Promise<readonly string[]> {
  const text = (await box.read('/proc/1/mountinfo')) ?? (await box.read('/proc/self/mountinfo')) ?? '';
  const mounts = text.split('\n').flatMap(parseMount);
  const names = await Promise.all(folders.map((folder) => deviceOf(box, mountOf(mounts, folder))));
  const devices = names.filter((name) => name !== undefined);
  // LUKS, LVM and RAID stand on others.
  const below = await Promise.all(devices.map((name) => box.list(`/sys/block/${name}/slaves`)));
  return [...new Set([...devices, ...below.flat()].map(wholeDisk))];
}

/** `mmcblk0p2` is a part of `mmcblk0`. */
export function wholeDisk(name: string): string {
  return name.replace(/^((?:mmcblk|nvme\d+n)\d+)p\d+$/, '$1').replace(/^((?:[hsv]|xv)d[a-z]+)\d+$/, '$1');
}

/** proc_pid_mountinfo(5): `26 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw`. */
function parseMount(line: string): readonly Mount[] {
  const [, , number, , place] = line.split(' ');
  const [, source] = / - \S+ (\S+)/.exec(line) ?? [];
  return number && place && source ? [{ place, number, source }] : [];
}

/** The innermost; of several at one place the last one counts. */
function mountOf(mounts: readonly Mount[], folder: string): Mount | undefined {
  return mounts
    .filter(({ place }) => place === '/' || folder === place || folder.startsWith(`${place}/`))
    .toSorted((a, b) => a.place.length - b.place.length)
    .at(-1);
}

async function deviceOf(box: Box, mount: Mount | undefined): Promise<string | undefined> {
  if (!mount) return undefined;
  const told = await box.read(`/sys/dev/block/${mount.number}/uevent`);
  return /^DEVNAME=(.+)$/m.exec(told ?? '')?.[1] ?? /^\/dev\/(?!root$)([^/]+)$/.exec(mount.source)?.[1];
}
