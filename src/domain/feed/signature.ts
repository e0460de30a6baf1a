import { isCheckpointId } from './decode.ts';

/** What is signed begins with this: no signature that the key ever makes for something else is one for counts. */
export const SIGNED_PREFIX = 'checkpoint-portal feed 1\n';

/** The header that a batch comes with, in a pull's answer and in a push's request. */
export const SIGNATURE_HEADER = 'Checkpoint-Signature';

export interface Signature {
  /** The checkpoint's id, so that a hub knows whose key to take before it reads the body. */
  readonly checkpoint: string;
  /** Ed25519 (RFC 8032) over the prefix and the batch's text; 64 bytes in base64url. */
  readonly ed25519: string;
}

const HEADER = /^cp=([^,\s]+), ed25519=([A-Za-z0-9_-]{86})$/;

export function formatSignatureHeader({ checkpoint, ed25519 }: Signature): string {
  return `cp=${checkpoint}, ed25519=${ed25519}`;
}

/** Undefined where it is none. */
export function parseSignatureHeader(header: string): Signature | undefined {
  const [, checkpoint = '', ed25519 = ''] = HEADER.exec(header) ?? [];
  return isCheckpointId(checkpoint) ? { checkpoint, ed25519 } : undefined;
}
