/** raspi-config's Overlay File System by its old and its new name, and Debian's package overlayroot: what is written lies in memory. */
const OVERLAY = /(^|\s)(boot=overlay|overlayroot=(?!disabled|"?"?(\s|$)))/;

/**
 * Whether what is written into the system is still there after the next start, by `/proc/mounts` and `/proc/cmdline` (proc(5)).
 * Not by an overlay among the mounts, as that is how containers lie on their disks too.
 */
export function systemLasts(mounts: string, commandLine: string): boolean {
  const lines = mounts.split('\n').map((line) => line.split(' '));
  // The last line for a place is the one that counts.
  const options = lines.findLast(([, place]) => place === '/')?.[3] ?? '';
  return !options.split(',').includes('ro') && !OVERLAY.test(commandLine);
}
