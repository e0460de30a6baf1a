import { createHmac, randomBytes } from 'node:crypto';
import type { Mac } from '../../domain/mac.ts';

/** Names for clients that say nothing outside this memory: by a random key that is never written and ends with it. */
export function createPseudonyms(): (mac: Mac) => string {
  const key = randomBytes(32);
  return (mac) => createHmac('sha256', key).update(mac).digest('base64').slice(0, 11);
}
