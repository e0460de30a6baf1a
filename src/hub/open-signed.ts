import type { Enrolled } from '../domain/enrolled.ts';
import type { Batch } from '../domain/feed/batch.ts';
import { FeedError } from '../domain/feed/fault.ts';
import type { SignedBatch } from '../domain/feed/file.ts';
import { readPublicKey } from '../platform/ed25519.ts';
import { CollectError } from './fault.ts';
import { openBatch } from './open-batch.ts';

/** What a batch says that is to be of this checkpoint, by its enrolled key. @throws {CollectError} */
export function openSigned(signed: SignedBatch, { id, key }: Pick<Enrolled, 'id' | 'key'>): Batch {
  // Told apart from a wrong key before the key is asked: an address that has gone to another checkpoint is the more common slip.
  if (signed.signature.checkpoint !== id) throw new CollectError('feed-other', signed.signature.checkpoint);
  try {
    return openBatch(signed, readPublicKey(key));
  } catch (error) {
    throw error instanceof FeedError ? new CollectError(error.code, error.detail) : error;
  }
}
