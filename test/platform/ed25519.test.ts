import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  fingerprintOf,
  formatSignature,
  isSignedBy,
  makeKeys,
  parseSignature,
  publicKeyOf,
  readPrivateKey,
  readPublicKey,
  signBytes,
} from '../../src/platform/ed25519.ts';

/** RFC 8032 section 7.1, test 2: the secret key, the public key, the message and its signature. */
const RFC = {
  secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

/** RFC 8410 section 7: what stands before the 32 bytes. */
const PKCS8 = '302e020100300506032b657004220420';

test('signs as the RFC does', () => {
  const base64 = Buffer.from(PKCS8 + RFC.secret, 'hex').toString('base64');
  const key = readPrivateKey(`-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`);
  expect(Buffer.from(publicKeyOf(key), 'base64').toString('hex')).toBe(RFC.publicKey);
  const signature = signBytes(Buffer.from(RFC.message, 'hex'), key);
  expect(signature.toString('hex')).toBe(RFC.signature);
});

test('what a key signs is its own, unaltered', () => {
  const { privatePem, publicKey } = makeKeys();
  const bytes = Buffer.from('17 lượt');
  const signature = signBytes(bytes, readPrivateKey(privatePem));
  const own = readPublicKey(publicKey);
  expect(isSignedBy(own, bytes, signature)).toBe(true);
  expect(isSignedBy(own, Buffer.from('18 lượt'), signature)).toBe(false);
  expect(isSignedBy(readPublicKey(makeKeys().publicKey), bytes, signature)).toBe(false);
  for (const other of [signature.subarray(1), Buffer.alloc(64), Buffer.alloc(0)])
    expect(isSignedBy(own, bytes, other)).toBe(false);
});

test('a key of another kind is none', () => {
  const options = { type: 'pkcs8', format: 'pem' } as const;
  const { privateKey } = generateKeyPairSync('x25519');
  expect(() => readPrivateKey(privateKey.export(options).toString())).toThrow('not an Ed25519 key');
  for (const wrong of ['', 'AAAA', Buffer.alloc(33).toString('base64')])
    expect(() => readPublicKey(wrong), wrong).toThrow();
});

test('a signature has one spelling', () => {
  const signature = Buffer.from(RFC.signature, 'hex');
  const written = formatSignature(signature);
  expect(written).toMatch(/^[A-Za-z0-9_-]{86}$/);
  expect(parseSignature(written)).toEqual(signature);
  // Two further spellings of the same bytes, base64, bits too many, and other lengths.
  const changes = [
    `${written}==`,
    `${written}\n`,
    signature.toString('base64'),
    `${written.slice(0, -1)}B`,
    written.slice(2),
    `${written}AA`,
    '',
  ];
  for (const wrong of changes) expect(parseSignature(wrong), wrong).toBeUndefined();
});

test('a fingerprint is six groups of digits, made as it is written down', () => {
  // Reckoned by Python: hashlib, and int(…, 16) % 10**24.
  const publicKey = Buffer.from(RFC.publicKey, 'hex').toString('base64');
  expect(fingerprintOf(publicKey)).toBe('5111 4589 7116 1496 2965 3919');
  for (let count = 0; count < 50; count++)
    expect(fingerprintOf(makeKeys().publicKey)).toMatch(/^\d{4}( \d{4}){5}$/);
});
