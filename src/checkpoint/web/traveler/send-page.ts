import { gunzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Page } from './pages.ts';

/** Sends a prepared page, compressed where the browser takes it. */
export function sendPage(
  { request, response }: { request: Request; response: Response },
  page: Page,
  status = 200,
): void {
  response.status(status).type('html').set('Vary', 'Accept-Encoding, Accept-Language');
  if (request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').send(page.gzipped);
  else response.send(gunzipSync(page.gzipped));
}
