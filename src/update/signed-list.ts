import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Offer, offersIn } from '../domain/update.ts';
import { UpdateRefusal } from '../domain/update-refusal.ts';
import { isSignedBy, readPublicKey } from '../platform/ed25519.ts';

export const LIST = 'SHA256SUMS';
export const SIGNATURE = 'SHA256SUMS.sig';

/** The publisher's key, in PEM as OpenSSL writes it, or as 32 bytes in base64. @throws {UpdateRefusal} */
export async function readPublisher(path: string): Promise<KeyObject> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UpdateRefusal('no-key');
  try {
    const key = text.startsWith('-----BEGIN') ? createPublicKey(text) : readPublicKey(text.trim());
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return key;
  } catch (error) {
    throw new UpdateRefusal('no-key', `${path}: ${(error as Error).message}`);
  }
}

/** What the publisher has signed for: the 64 bytes of the signature as they are, or in base64. @throws {UpdateRefusal} */
export function openList(
  { list, signature }: { readonly list: Buffer; readonly signature: Buffer },
  publisher: KeyObject,
): readonly Offer[] {
  const bytes =
    signature.length === 64 ? signature : Buffer.from(signature.toString('latin1').trim(), 'base64');
  if (!isSignedBy(publisher, list, bytes)) throw new UpdateRefusal('signature');
  return offersIn(list.toString('utf8'));
}
