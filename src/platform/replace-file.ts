import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts new content in a file's place: whoever reads it, after a power cut too, finds the old one or the new one, whole. Resolves
 * when it is on the disk. Rejects with the system's reason; the old one stays then.
 *
 * `mode` is for files that only some may read; `any` leaves it to the file system and the umask: a USB stick's FAT refuses to be told
 * a mode (EPERM). With `gid` the file is of that group, which only root, or a member of it, may say.
 */
export async function replaceFile(
  path: string,
  content: Buffer,
  mode: number | 'any' | { readonly mode: number; readonly gid: number } = 0o600,
): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', mode === 'any' ? 0o666 : 0o600);
  await syncAndClose(file, async () => {
    if (typeof mode === 'object') await file.chown(-1, mode.gid);
    if (mode !== 'any') await file.chmod(typeof mode === 'object' ? mode.mode : mode);
    await file.writeFile(content);
  });
  await rename(temporary, path);
  await syncAndClose(await open(dirname(path), 'r'), async () => undefined);
}

async function syncAndClose(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    await file.sync();
  } finally {
    await file.close();
  }
}
