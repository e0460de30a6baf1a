import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A district's key pair for notices, Ed25519 (RFC 8032): the private one in PEM (PKCS #8), the public one as a config has it. */
export function makeKeys(): { readonly privatePem: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: Buffer.from(x, 'base64url').toString('base64'),
  };
}

/** The key that a config names, in base64. */
export function readPublicKey(base64: string): KeyObject {
  const x = Buffer.from(base64, 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
