import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/**
 * Keys and signatures of Ed25519 (RFC 8032). People and configs see a public key as its 32 bytes in base64; a signature, where it
 * is written, is its 64 bytes in base64url without padding (RFC 4648 section 5).
 */

/** A new pair: the private key in PEM (PKCS #8, RFC 8410), the public one in base64. */
export function makeKeys(): { readonly privatePem: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKeyOf(privateKey),
  };
}

/** The private key in a PEM file. Throws where there is none in it, or one of another kind. */
export function readPrivateKey(pem: string | Buffer): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return key;
}

/** What belongs to a private key, in base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}

/** The key that base64 names. Throws where it is not 32 bytes. */
export function readPublicKey(base64: string): KeyObject {
  const x = Buffer.from(base64, 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/**
 * A public key for two people on the telephone: six groups of four digits, as digits are what is heard best in any language.
 * SHA-256 of the 32 bytes, read as one number, and of that the last 24 decimal digits: 80 bits, too many to make a second key for.
 */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  const digits = (BigInt(`0x${hash}`) % 10n ** 24n).toString().padStart(24, '0');
  return digits.replace(/\d{4}(?=\d)/g, '$& ');
}

/** 64 bytes; the same for the same bytes. */
export function signBytes(bytes: Uint8Array, privateKey: KeyObject): Buffer {
  return sign(null, bytes, privateKey);
}

/** Whether the key's owner signed these bytes. A signature of any other length is a wrong one. */
export function isSignedBy(publicKey: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, publicKey, signature);
}

export function formatSignature(signature: Uint8Array): string {
  return Buffer.from(signature).toString('base64url');
}

/** Undefined for all but the one spelling of 64 bytes: two signatures can be told apart by their texts. */
export function parseSignature(written: string): Buffer | undefined {
  const signature = Buffer.from(written, 'base64url');
  return signature.length === 64 && formatSignature(signature) === written ? signature : undefined;
}
