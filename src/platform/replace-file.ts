import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts new content in a file's place: whoever reads it, after a power cut too, finds the old one or the new one, whole. Resolves
 * when it is on the disk. Rejects with the system's reason; the old one stays then.
 */
export async function replaceFile(path: string, content: Buffer, mode = 0o600): Promise<void> {
  const temporary = `${path}.new`;
  await onDisk(temporary, 'w', async (file) => {
    await file.chmod(mode);
    await file.writeFile(content);
  });
  await rename(temporary, path);
  await onDisk(dirname(path), 'r', async () => undefined);
}

async function onDisk(
  path: string,
  flags: 'w' | 'r',
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
