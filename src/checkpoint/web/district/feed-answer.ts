import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler } from 'express';
import { ITEMS_AT_MOST, parsePosition } from '../../../domain/feed/batch.ts';
import { formatSignatureHeader, SIGNATURE_HEADER } from '../../../domain/feed/signature.ts';
import type { Feed, FeedAsked } from '../../flows/feed.ts';
import { ApiError } from '../api-error.ts';

const compress = promisify(gzip);

/** A batch: `?since=<ledger>.<seq>&limit=500`. The signature is over the text before compression. */
export function sendFeed(feed: Feed): RequestHandler {
  return async (request, response) => {
    const { text, signature } = await feed.batch(askedOf(request.query));
    response.type('json').set({
      'Cache-Control': 'no-store',
      Vary: 'Accept-Encoding',
      [SIGNATURE_HEADER]: formatSignatureHeader(signature),
    });
    if (request.acceptsEncodings('gzip') !== 'gzip') response.send(text);
    // A day is a fifth of it then: over 4G most of an answer's time is its bytes.
    else response.set('Content-Encoding', 'gzip').send(await compress(text));
  };
}

/** @throws {ApiError} */
function askedOf({ since, limit }: Request['query']): FeedAsked {
  const position = typeof since === 'string' ? parsePosition(since) : undefined;
  if (since !== undefined && position === undefined) throw new ApiError('feed-since');
  const items = limit === undefined ? ITEMS_AT_MOST : Number(limit);
  if (!Number.isInteger(items) || items < 1 || items > ITEMS_AT_MOST) throw new ApiError('feed-limit');
  return { since: position, limit: items };
}
