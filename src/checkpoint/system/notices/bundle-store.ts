import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPublicKey } from '../../../platform/ed25519.ts';
import { replaceFile } from '../../../platform/replace-file.ts';
import type { BundleStore } from '../../ports.ts';
import { openBundle } from './bundle.ts';

/** The district's bundle, as it came, in the storage directory. `publisherKey` is in base64. */
export function createBundleStore(directory: string, publisherKey: string | undefined): BundleStore {
  const path = join(directory, 'notices.json');
  const key = publisherKey === undefined ? undefined : readPublicKey(publisherKey);
  return {
    open: (bytes) => openBundle(bytes, key),
    async read() {
      try {
        return await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    keep: (bytes) => replaceFile(path, bytes),
  };
}
