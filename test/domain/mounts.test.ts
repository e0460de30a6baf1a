import { expect, test } from 'vitest';
import { systemLasts } from '../../src/domain/mounts.ts';

const CARD = '/dev/mmcblk0p2 / ext4 rw,noatime 0 0';

test.each([
  ['a card that is written to', CARD, true],
  ['a card that is only read', '/dev/mmcblk0p2 / ext4 ro,noatime 0 0', false],
  ['a folder of its own that is only read', `${CARD}\n/dev/sda1 /mnt vfat ro 0 0`, true],
  ['errors=remount-ro, which is no "ro"', '/dev/sda1 / ext4 rw,errors=remount-ro 0 0', true],
])('%s', (_, mounts, lasts) => {
  expect(systemLasts(`${mounts}\n`, 'console=tty1 root=/dev/mmcblk0p2\n')).toBe(lasts);
});

test.each([
  ['boot=overlay root=PARTUUID=1', false],
  ['root=/dev/mmcblk0p2 overlayroot=tmpfs\n', false],
  ['root=/dev/mmcblk0p2 overlayroot=disabled\n', true],
  ['root=/dev/mmcblk0p2 overlayroot=\n', true],
])('a kernel started with "%s"', (commandLine, lasts) => {
  expect(systemLasts(CARD, commandLine)).toBe(lasts);
});
