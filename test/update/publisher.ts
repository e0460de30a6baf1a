import { createHash, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { makeKeys, readPrivateKey, signBytes } from '../../src/platform/ed25519.ts';

/** Who signs packages. */
export function makePublisher() {
  const { privatePem, publicKey } = makeKeys();
  const key = readPrivateKey(privatePem);
  return { publicKey, publish: (packages: readonly string[]) => publish(packages, key) };
}

/** The files of a folder as it goes on a stick, by their names. */
export function publish(packages: readonly string[], key: KeyObject): Readonly<Record<string, Buffer>> {
  const files = packages.map((file) => [basename(file), readFileSync(file)] as const);
  const lines = files.map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
  const list = Buffer.from(lines.join(''));
  return { ...Object.fromEntries(files), SHA256SUMS: list, 'SHA256SUMS.sig': signBytes(list, key) };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
