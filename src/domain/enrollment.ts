/**
 * What a checkpoint's QR code holds for whoever enrolls it: `checkpoint-portal enroll 1 ID KEY`, 112 bytes at most. The number is
 * the version of this line, the key is the checkpoint's Ed25519 public key in base64. Nothing in it is a secret; that it is this
 * checkpoint's, only the fingerprint tells.
 */
export function enrollmentLine(id: string, publicKey: string): string {
  return `checkpoint-portal enroll 1 ${id} ${publicKey}`;
}
