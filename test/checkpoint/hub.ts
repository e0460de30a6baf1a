import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Batch } from '../../src/domain/feed/batch.ts';
import { parseSignatureHeader, SIGNATURE_HEADER } from '../../src/domain/feed/signature.ts';
import { openBatch } from '../../src/hub/open-batch.ts';
import { readPublicKey } from '../../src/platform/ed25519.ts';
import { createMerge } from '../domain/feed/merge.ts';

/** What a hub answers when it is well. */
export interface Answer {
  ack: unknown;
  rejected?: unknown;
  next_s?: unknown;
  time?: unknown;
}

/** What can go wrong with one request, a row each: it stores or does not, and answers in its own way. */
export const FAULTS = {
  'status 500': ({ say }) => say(500, 'x'),
  'status 503': ({ say }) => say(503, ''),
  'status 429 for two minutes': ({ say }) => say(429, '', { 'Retry-After': '120' }),
  'a redirect to itself': ({ say }) => say(307, '', { Location: '/api/v1/ingest' }),
  'no answer': () => undefined,
  'reset before it has stored': ({ response }) => response.socket?.resetAndDestroy(),
  'reset after it has stored'({ response, store }) {
    store();
    response.socket?.resetAndDestroy();
  },
  'half an answer'({ response, store, good }) {
    store();
    const text = JSON.stringify(good());
    response.writeHead(200, { 'Content-Length': text.length }).write(text.slice(0, 20));
    setImmediate(() => response.socket?.destroy());
  },
  'stores twice'({ store, say, good }) {
    store();
    store();
    say(200, JSON.stringify(good()));
  },
  'stores it later'({ later, move, say, good }) {
    later();
    move();
    say(200, JSON.stringify(good()));
  },
  'has lost all'({ forget, store, say, good }) {
    forget();
    store();
    say(200, JSON.stringify(good()));
  },
  'has lost all, and nobody hears of it'({ response, forget, store }) {
    forget();
    store();
    response.socket?.resetAndDestroy();
  },
  'stores and does not move': ({ merge, say, good }) => {
    merge();
    say(200, JSON.stringify(good()));
  },
  'ack ahead'({ say, good, batch }) {
    const { ledger, seq } = batch.next;
    say(200, JSON.stringify({ ...good(), ack: `${ledger}.${seq + 1_000_000}` }));
  },
  'ack of another ledger': ({ say, good }) =>
    say(200, JSON.stringify({ ...good(), ack: '0123456789abcdef.7' })),
  'ack that is none': ({ say, good }) => say(200, JSON.stringify({ ...good(), ack: { seq: 7 } })),
  'no JSON': ({ say }) => say(200, '<html>\u001b[31m</html>'),
  'rejects what it was never sent'({ store, say, good }) {
    store();
    say(200, JSON.stringify({ ...good(), rejected: [{ seq: 1e9, reason: 'x' }, 'y', { seq: 'z' }] }));
  },
  megabytes({ response, store }) {
    store();
    response.writeHead(200);
    response.end(Buffer.alloc(2 * 1024 * 1024, 0x20));
  },
  drips({ response, store }) {
    store();
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 10);
    response.once('close', () => clearInterval(timer));
  },
} satisfies Readonly<Record<string, (request: HubRequest) => void>>;

export type HubFault = keyof typeof FAULTS;

interface HubRequest {
  readonly batch: Batch;
  readonly response: ServerResponse;
  say(status: number, text: string, headers?: Record<string, string>): void;
  /** Takes the batch, and is as far as it reaches. */
  store(): void;
  merge(): void;
  move(): void;
  /** Puts the batch where it is taken at the end. */
  later(): void;
  forget(): void;
  good(): Answer;
}

/** A district's program as small as it can be: keeps what it was given by `createMerge`, and does wrong what it is told to. */
export async function startHub(
  publicKey: () => string,
  setting: {
    tls?: { cert: string; key: string };
    answer?: (good: Answer) => Answer;
    always?: HubFault;
  } = {},
) {
  const { tls, answer = (good) => good } = setting;
  const faults: (HubFault | 'good')[] = [];
  const batches: Batch[] = [];
  const requests: IncomingMessage[] = [];
  let drawer: Batch[] = [];
  let kept = createMerge();
  let seq = 0;
  let ledger = '';
  let refused = 0;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const signature = parseSignatureHeader(String(request.headers[SIGNATURE_HEADER.toLowerCase()]));
    if (!signature || request.url !== '/district/api/v1/ingest' || request.method !== 'POST') {
      refused += 1;
      response.writeHead(400).end();
      return;
    }
    const batch = openBatch(
      { text: gunzipSync(Buffer.concat(pieces)).toString(), signature },
      readPublicKey(publicKey()),
    );
    batches.push(batch);
    let isKnown = batch.since.seq === 0 || (ledger === batch.next.ledger && batch.since.seq <= seq);
    ledger = batch.next.ledger;
    if (batch.reset || !isKnown) seq = 0;
    const merge = () => kept.take(batch.items);
    const move = () => {
      // One that leads over hours that it has not got moves nothing.
      if (isKnown) seq = batch.items.at(-1)?.seq ?? seq;
    };
    const say: HubRequest['say'] = (status, text, headers) =>
      void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
    const good = () => answer({ ack: `${ledger}.${seq}`, rejected: [], next_s: 3600 });
    const store = () => {
      merge();
      move();
    };
    const fault = faults.shift() ?? setting.always;
    if (fault && fault !== 'good') {
      const forget = () => {
        kept = createMerge();
        drawer = [];
        seq = 0;
        isKnown = false;
      };
      const later = () => drawer.push(batch);
      FAULTS[fault]({ batch, response, say, store, merge, move, later, forget, good });
      return;
    }
    store();
    say(200, JSON.stringify(good()));
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch(() => {
      refused += 1;
      response.writeHead(400).end();
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const port = await open(server);
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${port}/district/`,
    server,
    requests,
    batches,
    /** How many requests were no batches of this checkpoint. */
    refused: () => refused,
    /** What goes wrong with the next requests, one each. */
    fail: (...next: (HubFault | 'good')[]) => void faults.push(...next),
    /** What it has, with what it had put away: a figure for each counter of each hour. */
    figures() {
      for (const { items } of drawer.splice(0)) kept.take(items);
      return sumUp(kept.counters());
    },
    /** How well the hours are known. */
    clocks: () => new Set(kept.counters().map(({ clock }) => clock)),
  };
}

export function sumUp(counters: readonly { hour: number; metric: string; by: string; n: number }[]) {
  const sums = new Map<string, number>();
  for (const { hour, metric, by, n } of counters) {
    const name = `${hour} ${metric} ${by}`;
    sums.set(name, (sums.get(name) ?? 0) + n);
  }
  return sums;
}

async function open(server: Server & { closeAllConnections(): void }): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
