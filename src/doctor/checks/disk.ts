import type { Finding } from '../../domain/finding.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const ROOM = {
  vi: 'xem cái gì chiếm chỗ: `du -xh / | sort -h | tail`; xóa gói đã tải: `apt-get clean`; bớt nhật ký: `journalctl --vacuum-size=50M`',
  en: 'see what takes the room: `du -xh / | sort -h | tail`; drop packages: `apt-get clean`; shorten the log: `journalctl --vacuum-size=50M`',
};

const FAULTS = {
  full: {
    level: 'red',
    what: { vi: '{place}: chỉ còn {free} MB', en: '{place}: only {free} MB are left' },
    meaning: {
      vi: 'số đếm không ghi được, còn nằm trong bộ nhớ; mất điện là mất',
      en: 'counts cannot be written and wait in memory; a power cut loses them',
    },
    remedy: ROOM,
  },
  low: {
    level: 'yellow',
    what: { vi: '{place}: còn {free} trên {all} MB', en: '{place}: {free} of {all} MB are left' },
    meaning: {
      vi: 'đầy thì số đếm không ghi được, và không cập nhật được',
      en: 'once it is full counts cannot be written, nor updates be put in',
    },
    remedy: ROOM,
  },
  inodes: {
    level: 'red',
    what: { vi: '{place}: hết chỗ cho tệp mới (inode)', en: '{place}: no room for new files (inodes)' },
    meaning: {
      vi: 'còn chỗ trống nhưng không tạo được tệp, số đếm có thể không ghi được',
      en: 'there is room, and yet no file can be made; counts may not be written',
    },
    remedy: {
      vi: 'tìm thư mục có quá nhiều tệp nhỏ: `du -x --inodes / | sort -n | tail`',
      en: 'find the folder with all too many files: `du -x --inodes / | sort -n | tail`',
    },
  },
  folder: {
    level: 'red',
    what: { vi: 'không có thư mục {place}', en: 'there is no folder {place}' },
    meaning: {
      vi: 'số đếm không có chỗ ghi; mất điện là mất',
      en: 'counts have no place on the disk, and a power cut loses them',
    },
    remedy: {
      vi: 'chạy `systemd-tmpfiles --create`, rồi `systemctl restart checkpoint-portal`; ổ đĩa rời thì xem đã gắn chưa: `findmnt`',
      en: 'run `systemd-tmpfiles --create`, then `systemctl restart checkpoint-portal`; of a disk of its own see whether it is mounted: `findmnt`',
    },
  },
  unmounted: {
    level: 'red',
    what: {
      vi: '{place}: chưa gắn {source} (theo /etc/fstab)',
      en: '{place}: {source}, which /etc/fstab names for it, is not mounted',
    },
    meaning: {
      vi: 'số đếm nằm trong bộ nhớ, hoặc nhầm chỗ trên thẻ; mất điện có thể mất số',
      en: 'counts wait in memory, or lie on the card instead; a power cut may lose them',
    },
    remedy: {
      vi: 'cắm lại USB hay ổ đĩa ấy; nếu không tự gắn, chạy `mount {mount}`; số đếm trong bộ nhớ sẽ được ghi sang đó trong một phút',
      en: 'plug that stick or disk in again; where it is not mounted by itself, run `mount {mount}`; counts in memory go onto it within a minute',
    },
    again: 'findmnt {mount}',
  },
  'read-only': {
    level: 'red',
    what: { vi: '{place}: chỉ đọc được', en: '{place}: can only be read' },
    meaning: {
      vi: 'thẻ nhớ có lỗi, hoặc bị khóa: số đếm nằm trong bộ nhớ, mất điện là mất',
      en: 'the card fails, or is locked: counts wait in memory, and a power cut loses them',
    },
    remedy: {
      vi: 'thử `mount -o remount,rw {mount}`; nếu không được, tắt máy và thay thẻ nhớ',
      en: 'try `mount -o remount,rw {mount}`; if that fails, switch off and replace the card',
    },
    again: 'findmnt {mount}',
  },
} as const satisfies Faults;

const RED_MB = 20;
const YELLOW_MB = 200;

interface Room {
  readonly place: string;
  readonly mount: string;
  readonly free: number;
  readonly all: number;
  readonly inodes: number;
}

/** Room for the counts, and for the system. A root that is read-only on purpose is left alone: only where counts go must take them. */
export const disk: Check = {
  id: 'disk',
  name: { vi: 'Đĩa', en: 'Disk' },
  faults: FAULTS,
  async look(box) {
    const { directory } = box.checkpoint.storage;
    // The first process's: the doctor's own unit sees a system that is read-only to it (ProtectSystem).
    const mounts = (await box.read('/proc/1/mounts')) ?? (await box.read('/proc/mounts')) ?? '';
    const rooms = [await roomOf(box, directory), await roomOf(box, '/')];
    const [storage, root] = rooms;
    const wanted = wantedFor(directory, (await box.read('/etc/fstab')) ?? '');
    if (wanted && !rowOf(mounts, wanted.mount))
      return [found(FAULTS, 'unmounted', { place: directory, ...wanted })];
    if (!storage) return [found(FAULTS, 'folder', { place: directory })];
    const isSame = root?.mount === storage.mount;
    const faults = [
      ...(isReadOnly(mounts, storage.mount)
        ? [found(FAULTS, 'read-only', { place: directory, mount: storage.mount })]
        : faultsOf(storage)),
      ...(root && !isSame && !isReadOnly(mounts, '/') ? faultsOf(root) : []),
    ];
    if (faults.length > 0) return faults;
    const { free, all } = storage;
    return [green({ vi: `còn ${free} trên ${all} MB`, en: `${free} of ${all} MB left` })];
  },
};

function faultsOf({ place, free, all, inodes }: Room): readonly Finding[] {
  if (free < RED_MB) return [found(FAULTS, 'full', { place, free })];
  // Of a small partition of its own a quarter is enough.
  if (free < Math.min(YELLOW_MB, all / 4)) return [found(FAULTS, 'low', { place, free, all })];
  return inodes < 100 ? [found(FAULTS, 'inodes', { place })] : [];
}

/** A file system without inodes of its own, as btrfs and FAT, says that it has 0 of 0. */
async function roomOf(box: Box, place: string): Promise<Room | undefined> {
  const [blocks, nodes] = [await box.run('df', ['-Pk', place]), await box.run('df', ['-Pi', place])];
  const [, all, , free, , mount] = blocks.stdout.split('\n')[1]?.split(/\s+/) ?? [];
  const [, allNodes, , freeNodes] = nodes.stdout.split('\n')[1]?.split(/\s+/) ?? [];
  if (blocks.code !== 0 || mount === undefined) return undefined;
  const inodes = Number(allNodes) > 0 ? Number(freeNodes) : Number.POSITIVE_INFINITY;
  return { place, mount, free: toMegabytes(free), all: toMegabytes(all), inodes };
}

function toMegabytes(kilobytes: string | undefined): number {
  return Math.floor(Number(kilobytes) / 1024);
}

function isReadOnly(mounts: string, mount: string): boolean {
  return rowOf(mounts, mount)?.[3]?.split(',').includes('ro') ?? false;
}

/** The last row for a place is the one that counts. */
function rowOf(mounts: string, mount: string): readonly string[] | undefined {
  return rowsOf(mounts).findLast(([, place]) => place === mount);
}

interface Wanted {
  readonly source: string;
  readonly mount: string;
}

/** The disk of its own that a folder is to lie on from the start, whether it is there or not; the deepest one lies over the others. */
function wantedFor(folder: string, fstab: string): Wanted | undefined {
  return rowsOf(fstab)
    .filter(([source = '', , , options = '']) => !source.startsWith('#') && !options.includes('noauto'))
    .map(([source = '', mount = '']) => ({ source, mount: mount.replace(/\/+$/, '') }))
    .filter(({ mount }) => mount !== '' && `${folder}/`.startsWith(`${mount}/`))
    .sort((a, b) => b.mount.length - a.mount.length)[0];
}

/** Of `/etc/fstab` and of the kernel's own table, whose first columns are the same. */
function rowsOf(table: string): readonly (readonly string[])[] {
  return table.split('\n').map((line) => line.trim().split(/\s+/));
}
