import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { rootCertificates } from 'node:tls';
import { BUNDLE_BYTES_AT_MOST } from '../../../domain/notice-bundle.ts';
import type { BundleSource, FetchedBundle } from '../../ports.ts';

/** 256 KB in this time are 35 kbit/s: a 4G that is slower has other cares. */
const WHOLE_MS = 60_000;

export interface SourceSetting {
  readonly url: string;
  /** Roots in PEM, beside the public ones. */
  readonly authorities?: readonly string[];
  readonly wholeMs?: number;
}

/** An https address that hands out the district's bundle. */
export function createBundleSource({
  url,
  authorities = [],
  wholeMs = WHOLE_MS,
}: SourceSetting): BundleSource {
  return {
    fetch: (tag) =>
      new Promise((resolve, reject) => {
        const headers = { Accept: 'application/json', ...(tag !== undefined && { 'If-None-Match': tag }) };
        const request = get(url, {
          headers,
          ca: [...rootCertificates, ...authorities],
          minVersion: 'TLSv1.2',
          agent: false,
          signal: AbortSignal.timeout(wholeMs),
        });
        request.on('error', reject);
        request.on('response', (response) => {
          readAnswer(response).then(resolve, (error) => {
            request.destroy();
            reject(error);
          });
        });
      }),
  };
}

async function readAnswer(response: IncomingMessage): Promise<FetchedBundle> {
  const { statusCode, headers } = response;
  if (statusCode === 304) {
    response.resume();
    return 'unchanged';
  }
  // Not followed: whoever can redirect us could have us ask anybody.
  if (statusCode !== 200) throw new Error(`it answers with status ${statusCode}`);
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > BUNDLE_BYTES_AT_MOST) throw new Error('it sends more than 256 KB');
    pieces.push(piece);
  }
  const tag = headers.etag;
  return { bytes: Buffer.concat(pieces), tag: tag !== undefined && tag.length <= 200 ? tag : undefined };
}
