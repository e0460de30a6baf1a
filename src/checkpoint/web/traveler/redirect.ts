import type { IncomingMessage, ServerResponse } from 'node:http';

/** How much of a request's body is read before the answer, so that the phone hears the answer rather than a reset. */
const BODY_BYTES_AT_MOST = 64 * 1024;

export interface Redirect {
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** The same answer as it goes over the wire: CONNECT has no response object in Node. */
  readonly bytes: Buffer;
}

/**
 * The answer to every request of a captive client for somebody else's host, whatever the method: exactly 302, which is the
 * only status that every kind of phone takes for a portal. The bytes are made once.
 *
 * `Connection: close`, because a connection that was redirected here stays redirected after the accept. The body is longer
 * than the 4 bytes below which Android takes an answer for a broken one.
 */
export function createRedirect(origin: string): Redirect {
  const location = `${origin}/`;
  const body = Buffer.from(
    `<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>WiFi</title><a href="${location}">Bấm vào đây để vào mạng</a></html>\n`,
  );
  const headers = [
    ['Location', location],
    ['Cache-Control', 'no-store'],
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Content-Length', String(body.length)],
    ['Connection', 'close'],
  ] as const;
  const flat = headers.flat();
  const raw = `HTTP/1.1 302 Found\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return {
    answer(request, response) {
      response.writeHead(302, flat);
      if (hasBody(request)) {
        response.write(body);
        drain(request, () => response.end());
      } else {
        response.end(body);
      }
    },
    bytes: Buffer.concat([Buffer.from(raw), body]),
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function drain(request: IncomingMessage, done: () => void): void {
  let bytes = 0;
  request
    .on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > BODY_BYTES_AT_MOST) done();
    })
    .on('end', done);
}
