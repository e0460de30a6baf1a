import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { answerDeclaration } from './declaration.ts';

/**
 * The web of the pretend internet: every name on ports 80 and 443. It is a program of its own because it must run
 * inside a namespace. Arguments: the file of probes, a private key, a certificate.
 */

interface Probe {
  readonly host: string;
  readonly path: string;
  readonly online: Reply;
}

interface Reply {
  readonly status: number | null;
  /** `contains X` stands for any page with X in it. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const [probes, key, cert] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
if (!probes || !key || !cert) throw new Error('usage: internet PROBES KEY CERTIFICATE');

const replies = new Map<string, Reply>(
  (JSON.parse(probes) as Probe[]).map(({ host, path, online }) => [`${host}${path}`, online]),
);

function answer(request: IncomingMessage, response: ServerResponse): void {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (answerDeclaration(host, request, response)) return;
  const { status, body, headers } = replies.get(`${host}${request.url}`) ?? {
    status: null,
    body: null,
    headers: {},
  };
  const page = `<!doctype html><title>${host}</title><p>You have reached ${host}.\n`;
  if (status === 302) response.setHeader('Location', `http://landing.${host}/`);
  response.writeHead(status ?? 200, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
  response.end(status === 204 ? undefined : (body?.replace(/^contains /, '') ?? page));
}

await Promise.all(
  [createServer(answer).listen(80), createSecureServer({ key, cert }, answer).listen(443)].map(
    (server) => new Promise((resolve) => server.once('listening', resolve)),
  ),
);
process.stdout.write('ready\n');
