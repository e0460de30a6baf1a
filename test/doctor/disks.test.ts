import { expect, test } from 'vitest';
import { disksBehind } from '../../src/doctor/disks.ts';
import { createFakeBox } from './fake-box.ts';

const STORAGE = '/var/lib/checkpoint-portal';
const PI = `21 26 0:20 / /proc rw,relatime - proc proc rw
26 1 179:2 / / rw,noatime shared:1 - ext4 /dev/root rw
40 26 8:1 / /mnt rw shared:9 - vfat /dev/sda1 rw
`;
const uevent = (name: string) => `MAJOR=179\nMINOR=2\nDEVNAME=${name}\nDEVTYPE=partition\n`;

test.each([
  [
    'a card, by the kernel’s name for it',
    PI,
    { '/sys/dev/block/179:2/uevent': uevent('mmcblk0p2') },
    ['mmcblk0'],
  ],
  ['by the mount alone', '26 1 0:31 / / rw - btrfs /dev/nvme0n1p3 rw\n', {}, ['nvme0n1']],
  ['a disk of its own for the counts', `${PI}41 26 8:17 / ${STORAGE} rw - ext4 /dev/sdb1 rw\n`, {}, ['sdb']],
  [
    'a disk that is locked by a key',
    '26 1 254:0 / / rw - ext4 /dev/mapper/root rw\n',
    { '/sys/dev/block/254:0/uevent': uevent('dm-0'), '/sys/block/dm-0/slaves/sda3/size': '1\n' },
    ['dm-0', 'sda'],
  ],
  ['an overlay', '26 1 0:31 / / rw - overlay overlayroot rw\n', {}, []],
])('%s', async (_what, mountinfo, files, disks) => {
  const box = createFakeBox({ files: { '/proc/1/mountinfo': mountinfo, ...files } });
  expect(await disksBehind(box, ['/', STORAGE])).toEqual(disks);
});
