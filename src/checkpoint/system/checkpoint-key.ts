import type { KeyObject } from 'node:crypto';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { asideName } from '../../platform/aside-name.ts';
import { makeKeys, publicKeyOf, readPrivateKey, signBytes } from '../../platform/ed25519.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import { replaceFile } from '../../platform/replace-file.ts';
import type { CheckpointKey } from '../ports.ts';

const NAME = 'checkpoint.key';

/**
 * The key in `checkpoint.key` of the storage directory. Where there is none, a new one signs at once and goes to the disk meanwhile:
 * nobody waits for a slow card. A file that cannot be read at all is left alone, as it may be the key that the district knows.
 */
export function createCheckpointKey(directory: string, log: Log): CheckpointKey {
  const path = join(directory, NAME);
  let unkept: string | undefined;
  const endsWithThisRun = (error: unknown) => {
    unkept = `${path}: ${reasonOf(error)}`;
    log.error(`${path} cannot be used; the checkpoint has a new key that ends with this run`, error);
  };
  const { privatePem } = makeKeys();
  let kept: KeyObject | undefined;
  let settled = Promise.resolve();
  try {
    kept = findKey(path, log);
    if (!kept) settled = replaceFile(path, Buffer.from(privatePem)).catch(endsWithThisRun);
  } catch (error) {
    endsWithThisRun(error);
  }
  const privateKey = kept ?? readPrivateKey(privatePem);
  return {
    publicKey: publicKeyOf(privateKey),
    sign: (bytes) => signBytes(bytes, privateKey),
    fault: () => unkept ?? damageIn(directory),
    settled,
  };
}

/** Undefined where a new key may take the place. Throws where the disk does. */
function findKey(path: string, log: Log): KeyObject | undefined {
  const pem = readIfThere(path);
  if (pem === undefined) return undefined;
  try {
    return readPrivateKey(pem);
  } catch (error) {
    const aside = asideName(path);
    renameSync(path, aside);
    log.error(`the checkpoint's key was damaged and is set aside as ${aside}; a new one is made`, error);
    return undefined;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Told for as long as the file lies there, over any restart: only a person can know that the district has the new key. */
function damageIn(directory: string): string | undefined {
  try {
    const aside = readdirSync(directory).filter((name) => name.startsWith(`${NAME}.damaged-`));
    return aside.length === 0 ? undefined : `there is a new one, as one was damaged: ${aside.join(', ')}`;
  } catch (error) {
    return reasonOf(error);
  }
}
