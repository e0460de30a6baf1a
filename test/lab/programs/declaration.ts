import type { IncomingMessage, ServerResponse } from 'node:http';

/** The pretend tokhaiyte.vn: plain http sends on to https, the page takes a part from a CDN's name, the form ends in a redirect. */
const SITE = 'tokhaiyte.vn';
const CDN = 'static.tokhaiyte.vn';

const PAGE = `<!doctype html><title>Tờ khai</title><link rel="stylesheet" href="https://${CDN}/form.css">
<form method="post" action="/to-khai"><input name="ten"><button>Gửi tờ khai</button></form>\n`;

/** Answers requests to the declaration's hosts; false where the request is for another. */
export function answerDeclaration(host: string, request: IncomingMessage, response: ServerResponse): boolean {
  const isSecure = 'encrypted' in request.socket;
  const sendOn = (status: number, location: string) =>
    response.writeHead(status, { Location: location, 'Content-Length': 0 }).end();
  if (host === CDN) {
    response.writeHead(200, { 'Content-Type': 'text/css' }).end('button { color: rgb(1, 2, 3) }');
  } else if (host !== SITE) {
    return false;
  } else if (!isSecure) {
    sendOn(301, `https://${SITE}${request.url}`);
  } else if (request.method === 'POST') {
    request.resume().on('end', () => sendOn(303, '/xong'));
  } else {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(
      request.url === '/xong'
        ? '<title>Đã khai báo</title>reached tokhaiyte.vn'
        : `${PAGE}reached tokhaiyte.vn`,
    );
  }
  return true;
}
