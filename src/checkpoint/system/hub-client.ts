import { readFile } from 'node:fs/promises';
import {
  type IncomingMessage,
  type RequestOptions as Options,
  type OutgoingHttpHeaders,
  Agent as PlainAgent,
  request as plainRequest,
} from 'node:http';
import { request as secureRequest, Agent as TlsAgent } from 'node:https';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Push } from '../../domain/checkpoint.ts';
import type { SignedBatch } from '../../domain/feed/file.ts';
import { ANSWER_BYTES_AT_MOST } from '../../domain/feed/hub-answer.ts';
import { PushError } from '../../domain/feed/push-fault.ts';
import { formatSignatureHeader, SIGNATURE_HEADER } from '../../domain/feed/signature.ts';
import { printable } from '../../domain/printable.ts';
import { reasonOf } from '../../platform/log.ts';
import type { Hub, HubReply } from '../ports.ts';

/** From the first packet to the last: a batch is some 5 kB on its way, and a 4G that is slower has other cares. */
const WHOLE_MS = 60_000;

/** What TLS has to say of a certificate, by Node's names for it. */
const CERTIFICATE = /CERT|SSL|TLS|EPROTO|SIGNATURE/;

const HEADERS = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
  'Content-Encoding': 'gzip',
  'User-Agent': 'checkpoint-portal',
};

const compress = promisify(gzip);

export interface HubSetting extends Pick<Push, 'url' | 'authorities'> {
  readonly wholeMs?: number;
}

/**
 * The hub over HTTP. One connection serves a whole round: the handshake costs more than a batch. Nothing leads elsewhere (a redirect is
 * an answer like any other), and a certificate is always looked at.
 */
export function createHubClient({ url, authorities, wholeMs = WHOLE_MS }: HubSetting): Hub {
  const address = new URL(`${url.replace(/\/+$/, '')}/api/v1/ingest`);
  let line: PlainAgent | undefined;
  let isClosed = false;
  const dial = async () => {
    const keep = { keepAlive: true, maxSockets: 1 };
    if (address.protocol === 'http:') return new PlainAgent(keep);
    const ca = authorities === undefined ? undefined : await readAuthorities(authorities);
    return new TlsAgent({ ...keep, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) });
  };
  const post = async (batch: SignedBatch, signal: AbortSignal) => {
    const body = await compress(batch.text);
    line ??= await dial();
    if (isClosed) throw new PushError('silent', 'the portal ends');
    const headers = { ...HEADERS, [SIGNATURE_HEADER]: formatSignatureHeader(batch.signature) };
    return exchange(address, body, { method: 'POST', headers, agent: line, signal });
  };
  const hangUp = () => {
    line?.destroy();
    line = undefined;
  };
  return {
    async send(batch) {
      const signal = AbortSignal.timeout(wholeMs);
      try {
        return await post(batch, signal);
      } catch (error) {
        throw signal.aborted ? new PushError('silent', `${wholeMs / 1000} s`) : faultOf(error);
      }
    },
    hangUp,
    close() {
      isClosed = true;
      hangUp();
    },
  };
}

type Asking = Options & { readonly headers: OutgoingHttpHeaders };

function exchange(address: URL, body: Buffer, { headers, ...options }: Asking): Promise<HubReply> {
  const open = address.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = open(address, { ...options, headers: { ...headers, 'Content-Length': body.length } });
    request.on('error', reject);
    request.on('response', (response) => {
      readReply(response).then(resolve, (error) => {
        request.destroy();
        reject(error);
      });
    });
    request.end(body);
  });
}

async function readAuthorities(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error) => {
    throw new PushError('authorities', reasonOf(error));
  });
}

/** What comes with any other status than 200 is for nobody, and is paid by the MB. */
async function readReply(response: IncomingMessage): Promise<HubReply> {
  const { statusCode: status = 0, headers } = response;
  const retryAfter = headers['retry-after'];
  if (status !== 200) {
    response.destroy();
    return { status, retryAfter, text: '' };
  }
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > ANSWER_BYTES_AT_MOST) throw new PushError('broken', 'more than 64 kB');
    pieces.push(piece);
  }
  return { status, retryAfter, text: Buffer.concat(pieces).toString('utf8') };
}

function faultOf(error: unknown): PushError {
  if (error instanceof PushError) return error;
  const code = String((error as NodeJS.ErrnoException).code);
  // The names in a stranger's certificate are in it too.
  return new PushError(CERTIFICATE.test(code) ? 'certificate' : 'silent', printable(reasonOf(error), 120));
}
