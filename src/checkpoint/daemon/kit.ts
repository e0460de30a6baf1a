import { createKit, kitFilesOf } from '../../print/kit.ts';
import type { PrintKit } from '../ports.ts';
import type { PortalSetting } from './core.ts';

/** The print kit, made file by file as each is asked for, and kept: some 200 kB, and nobody asks for what hangs there already. */
export function createKeptKit({ root, checkpoint, catalog }: PortalSetting): PrintKit {
  const files = kitFilesOf(checkpoint);
  const made = new Map<string, Promise<Buffer | undefined>>();
  return {
    files,
    read(name) {
      if (!files.some((file) => file.name === name)) return Promise.resolve(undefined);
      const file = made.get(name) ?? print(name);
      made.set(name, file);
      file.catch(() => made.delete(name));
      return file;
    },
  };

  /** With a kit of its own, so that nothing of it stays in memory but the file. */
  async function print(name: string): Promise<Buffer | undefined> {
    const kit = await createKit({ root, checkpoint, ...catalog });
    return (await kit.print(name))?.bytes;
  }
}
