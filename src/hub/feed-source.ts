import { request as askPlainly, type IncomingMessage, Agent as PlainAgent } from 'node:http';
import { request as askSecurely, Agent as SecureAgent } from 'node:https';
import { gunzipSync } from 'node:zlib';
import type { Enrolled } from '../domain/enrolled.ts';
import { BATCH_BYTES_AT_MOST, formatPosition, type Position } from '../domain/feed/batch.ts';
import type { SignedBatch } from '../domain/feed/file.ts';
import { parseSignatureHeader, SIGNATURE_HEADER } from '../domain/feed/signature.ts';
import { CollectError } from './fault.ts';

/** How long a checkpoint may take, in milliseconds. 256 KB at 35 kbit/s are a minute. */
export interface Patience {
  /** Without a byte. */
  readonly silenceMs: number;
  /** For a whole answer. */
  readonly answerMs: number;
}

export const PATIENCE: Patience = { silenceMs: 20_000, answerMs: 120_000 };

/** A checkpoint's feed, over the network. */
export interface FeedSource {
  /** The next piece, not yet known to be what it says. @throws {CollectError} */
  ask(since: Position | undefined): Promise<SignedBatch>;
  /** Lets go of the connection. */
  close(): void;
}

export interface FeedSourceSetting {
  readonly source: NonNullable<Enrolled['source']>;
  /** Of hours in an answer; undefined: as many as a batch holds. */
  readonly limit?: number | undefined;
  readonly patience?: Patience;
  readonly ending: AbortSignal;
}

/** One connection for all pieces: over 4G most of an answer's time is the way there. */
export function createFeedSource(setting: FeedSourceSetting): FeedSource {
  const { source, patience = PATIENCE, ending } = setting;
  const isSecure = source.url.startsWith('https:');
  const agent = new (isSecure ? SecureAgent : PlainAgent)({ keepAlive: true, maxSockets: 1 });
  const begin = isSecure ? askSecurely : askPlainly;
  const headers = { Authorization: `Bearer ${source.token}`, 'Accept-Encoding': 'gzip' };
  return {
    async ask(since) {
      const late = AbortSignal.timeout(patience.answerMs);
      const signal = AbortSignal.any([late, ending]);
      const request = begin(urlOf(setting, since), { agent, headers, signal, timeout: patience.silenceMs });
      let isSilent = false;
      request.on('timeout', () => {
        isSilent = true;
        request.destroy();
      });
      try {
        return await answerTo(request);
      } catch (error) {
        if (ending.aborted) throw new CollectError('stopped');
        throw late.aborted || isSilent ? new CollectError('slow') : error;
      } finally {
        // What is whole has been read; of anything else there may be no end.
        request.destroy();
      }
    },
    close: () => agent.destroy(),
  };
}

function urlOf({ source, limit }: FeedSourceSetting, since: Position | undefined): URL {
  const url = new URL('/api/v1/feed', source.url);
  if (since) url.searchParams.set('since', formatPosition(since));
  if (limit !== undefined) url.searchParams.set('limit', String(limit));
  return url;
}

async function answerTo(request: ReturnType<typeof askPlainly>): Promise<SignedBatch> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', (error) => reject(ofNetwork('no-answer', error)));
    request.end();
  });
  const signature = signatureOf(response);
  const bytes = await readBytes(response);
  return { text: unpack(bytes, response.headers['content-encoding']), signature };
}

/** Nothing is followed: whoever could redirect us would be sent the token. */
function signatureOf({ statusCode = 0, headers }: IncomingMessage): SignedBatch['signature'] {
  if (statusCode === 401) throw new CollectError('token');
  if (statusCode === 404 || statusCode === 405) throw new CollectError('no-feed', String(statusCode));
  if (statusCode !== 200) throw new CollectError(statusCode < 400 ? 'no-feed' : 'status', String(statusCode));
  const signature = parseSignatureHeader(String(headers[SIGNATURE_HEADER.toLowerCase()] ?? ''));
  if (!signature) throw new CollectError('no-feed');
  return signature;
}

async function readBytes(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > BATCH_BYTES_AT_MOST) throw new CollectError('feed-too-large');
      pieces.push(piece);
    }
  } catch (error) {
    throw ofNetwork('broken-off', error);
  }
  return Buffer.concat(pieces);
}

/** A gzip of 256 KB may unpack to 256 MB. */
function unpack(bytes: Buffer, encoding: string | undefined): string {
  if (encoding === undefined) return bytes.toString();
  if (encoding !== 'gzip') throw new CollectError('feed-format');
  try {
    return gunzipSync(bytes, { maxOutputLength: BATCH_BYTES_AT_MOST }).toString();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CollectError(code === 'ERR_BUFFER_TOO_LARGE' ? 'feed-too-large' : 'feed-format');
  }
}

/** The system's code says what kind it is; its message may repeat what the other side sent. */
function ofNetwork(code: 'no-answer' | 'broken-off', error: unknown): CollectError {
  if (error instanceof CollectError) return error;
  const { code: detail = '' } = error as NodeJS.ErrnoException;
  // Node's parser: this is no HTTP.
  if (detail.startsWith('HPE_')) return new CollectError('no-feed', detail);
  return new CollectError(detail === 'ECONNRESET' ? 'broken-off' : code, detail);
}
