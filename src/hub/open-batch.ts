import type { KeyObject } from 'node:crypto';
import { BATCH_BYTES_AT_MOST, type Batch } from '../domain/feed/batch.ts';
import { decodeBatch } from '../domain/feed/decode.ts';
import { FeedError } from '../domain/feed/fault.ts';
import type { SignedBatch } from '../domain/feed/file.ts';
import { SIGNED_PREFIX } from '../domain/feed/signature.ts';
import { isSignedBy, parseSignature } from '../platform/ed25519.ts';

/** What a batch says, once it is known to be by the owner of the key. @throws {FeedError} */
export function openBatch({ text, signature }: SignedBatch, publicKey: KeyObject): Batch {
  if (text.length > BATCH_BYTES_AT_MOST) throw new FeedError('feed-too-large');
  const ed25519 = parseSignature(signature.ed25519);
  if (!ed25519 || !isSignedBy(publicKey, Buffer.from(SIGNED_PREFIX + text), ed25519))
    throw new FeedError('feed-signature');
  const batch = decodeBatch(text);
  // One key may have been enrolled for two checkpoints.
  if (batch.checkpoint !== signature.checkpoint) throw new FeedError('feed-other', batch.checkpoint);
  return batch;
}
