import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFeed } from '../../src/checkpoint/flows/feed.ts';
import { EARLIEST_HOUR } from '../../src/domain/clock.ts';
import { formatSignatureHeader } from '../../src/domain/feed/signature.ts';
import { openBatch } from '../../src/hub/open-batch.ts';
import { publicKeyOf, readPrivateKey, readPublicKey, signBytes } from '../../src/platform/ed25519.ts';
import { createTestClock } from '../doubles.ts';
import { ROOT } from '../example.ts';

/** PKCS #8 (RFC 8410) with 32 bytes 01: a key that is nobody's. */
const KEY = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
-----END PRIVATE KEY-----
`;

test('what other programs are tried with is what a checkpoint sends', async () => {
  const privateKey = readPrivateKey(KEY);
  const publicKey = publicKeyOf(privateKey);
  const feed = createFeed({
    checkpoint: { id: 'chot-12-gia-lai' },
    salvage: { damage: () => [] },
    folding: { ruleOf: () => ({ below: 5, languages: ['vi', 'en'] }) },
    clock: createTestClock('2021-02-07T04:10:00Z'),
    key: { settled: Promise.resolve(), sign: (bytes) => signBytes(bytes, privateKey) },
    ledger: {
      id: 'c0ffee0123456789',
      lastSeq: () => 812,
      pending: ({ growing }) => ({ hours: 0, first: growing }),
      changes: () => [
        {
          seq: 812,
          run: '5b1f0c6e9a3d2478',
          hour: EARLIEST_HOUR + 9675,
          clock: 'ntp',
          counters: [
            { metric: 'present', by: '', n: 1 },
            { metric: 'session', by: 'family=android', n: 31 },
            { metric: 'session', by: 'language=vi', n: 31 },
          ],
        },
      ],
    },
  });
  const { text, signature } = await feed.batch({ since: undefined });
  const vector = { publicKey, signature: formatSignatureHeader(signature), body: text };
  await expect(`${JSON.stringify(vector, null, 2)}\n`).toMatchFileSnapshot(
    join(ROOT, 'test', 'golden', 'feed-vector.json'),
  );
  expect(openBatch({ text, signature }, readPublicKey(publicKey)).items).toHaveLength(1);
});
