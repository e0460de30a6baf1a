import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EARLIEST_HOUR } from '../../src/domain/clock.ts';
import { BATCH_BYTES_AT_MOST, parsePosition } from '../../src/domain/feed/batch.ts';
import { decodeBatch } from '../../src/domain/feed/decode.ts';
import { encodeBatch } from '../../src/domain/feed/encode.ts';
import type { SignedBatch } from '../../src/domain/feed/file.ts';
import { formatSignatureHeader, SIGNATURE_HEADER, SIGNED_PREFIX } from '../../src/domain/feed/signature.ts';
import { collect } from '../../src/hub/collect.ts';
import { formatSignature, makeKeys, readPrivateKey, signBytes } from '../../src/platform/ed25519.ts';
import {
  batchesOf,
  enrolled,
  ID,
  IMPATIENT,
  kept,
  keptIn,
  live,
  openStore,
  pullOnce,
  type Reachable,
  startBusyTrial,
  storePath,
  told,
} from './collecting.ts';
import { startAnswering, startProxy } from './proxy.ts';

/** Nobody's. */
const OTHER_KEY = 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=';
const ANY_TOKEN = `cp_00000000_${'A'.repeat(43)}`;

describe('a reader', () => {
  test('takes all hours, and the next time only what is new', async () => {
    const trial = await startBusyTrial(3);
    const store = openStore();
    const setting = { store, ending: new AbortController().signal };
    expect(await collect(enrolled(trial), setting)).toMatchObject({ hoursNew: 3, fault: undefined });
    expect(await collect(enrolled(trial), setting)).toMatchObject({ hoursNew: 0, fault: undefined });
    await live(trial, 1);
    expect(await collect(enrolled(trial), setting)).toMatchObject({ hoursNew: 1, fault: undefined });
    expect(kept(store)).toEqual(told(await batchesOf(trial, 500)));
  });

  test('that stands anywhere in the feed goes on after a re-flash, and has both cards`', async () => {
    const before = await startBusyTrial(4);
    const after = await startBusyTrial(3);
    const [first, second] = [await batchesOf(before, 1), await batchesOf(after, 1)];
    for (let read = 0; read <= first.length; read++) {
      const store = openStore();
      for (const { text } of first.slice(0, read)) store.takeNext(decodeBatch(text));
      const setting = { store, limit: 1, ending: new AbortController().signal };
      expect((await collect(enrolled(after), setting)).fault).toBeUndefined();
      expect(kept(store)).toEqual(told([...first.slice(0, read), ...second]));
      store.close();
    }
  });

  test.each([
    ['the wrong token', { token: ANY_TOKEN }, 'token'],
    ['the wrong key', { key: OTHER_KEY }, 'feed-signature'],
    ['another checkpoint`s address', { id: 'chot-khac' }, 'feed-other'],
    ['an address where nobody is', { url: 'http://127.0.0.1:9' }, 'no-answer'],
    ['a name that nobody has', { url: 'http://khong-co.invalid' }, 'no-answer'],
  ])('with %s takes nothing', async (_, { token, key, id, url }: Partial<Record<string, string>>, code) => {
    const trial = await startBusyTrial(1);
    const right = enrolled(trial);
    const source = { url: url ?? right.source.url, token: token ?? right.source.token };
    const path = storePath();
    expect(await pullOnce(path, { ...right, id: id ?? right.id, key: key ?? right.key, source })).toBe(code);
    expect(keptIn(path)).toEqual([]);
  });
});

describe('an answer with one byte altered is refused, and nothing of it is taken', () => {
  test('in its body, at each byte', async () => {
    const { signed, checkpoint, ask } = await startReplay();
    for (let at = 0; at < signed.text.length; at++) {
      const byte = String.fromCharCode(signed.text.charCodeAt(at) ^ 1);
      const text = signed.text.slice(0, at) + byte + signed.text.slice(at + 1);
      expect(await ask(checkpoint, { ...signed, text }), `byte ${at}`).toEqual(['feed-signature', []]);
    }
    expect(await ask(checkpoint, signed)).toEqual(['whole', told([signed])]);
  }, 60_000);

  test('anywhere on the wire: refused, or it says the same', async () => {
    const trial = await startBusyTrial(2);
    const truth = told(await batchesOf(trial, 500));
    const proxy = await startProxy(Number(new URL(trial.report).port));
    const checkpoint = enrolled(trial, proxy.url);
    await pullOnce(':memory:', checkpoint);
    const length = proxy.passed();
    let refused = 0;
    for (let alter = 0; alter < length; alter++) {
      proxy.set({ alter });
      const store = openStore();
      const setting = { store, patience: IMPATIENT, ending: new AbortController().signal };
      const { fault } = await collect(checkpoint, setting);
      expect(kept(store), `byte ${alter}`).toEqual(fault ? [] : truth);
      if (fault) refused += 1;
      store.close();
    }
    expect(refused).toBeGreaterThan(length / 3);
  }, 120_000);
});

describe('somebody on the way', () => {
  test.each([
    ['in a circle, by sending a piece again', [0], [0]],
    ['over hours that it has not got, by sending a later piece', [1], []],
    ['over hours in the middle', [0, 2], [0]],
  ])('cannot lead a reader %s', async (_where, sent, taken) => {
    const trial = await startBusyTrial(4);
    const pieces = await batchesOf(trial, 1);
    const piece = (index: number) => pieces[index] ?? expect.fail('too few');
    const store = openStore();
    const setting = { store, ending: new AbortController().signal };
    for (const index of sent) {
      const { url } = await startAnswering(answer(piece(index)));
      expect((await collect(enrolled(trial, url), setting)).fault?.code).toBe('circle');
    }
    expect(kept(store)).toEqual(told(taken.map(piece)));
    // The real one is read on from there as if nothing had been.
    expect((await collect(enrolled(trial), setting)).fault).toBeUndefined();
    expect(kept(store)).toEqual(told(pieces));
    store.close();
  });

  test('is not followed to another place, and the token goes nowhere else', async () => {
    const other = await startAnswering(head(200));
    const { url } = await startAnswering(head(302, `Location: ${other.url}/api/v1/feed\r\n`));
    expect(await pullOnce(':memory:', anyAt(url))).toBe('no-feed');
    expect(other.heard).toEqual([]);
  });

  test.each([
    ['nothing at all', '', 'slow'],
    ['half of a head', 'HTTP/1.1 200 OK\r\nContent-', 'slow'],
    ['a head without end', `HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(10_000)}`, 'no-feed'],
    ['no HTTP', '\x1b]0;x\x07SSH-2.0\r\n', 'no-feed'],
    ['a page', `${head(200)}<html>`, 'no-feed'],
    ['what an old version says', head(404), 'no-feed'],
    ['that it is ill', head(503), 'status'],
    ['nothing behind its head', signedHead('Content-Length: 500\r\n'), 'slow'],
    [
      'more than a batch may be',
      `${signedHead('Connection: close\r\n')}${'x'.repeat(BATCH_BYTES_AT_MOST + 1)}`,
      'feed-too-large',
    ],
    [
      'a small gzip of much',
      Buffer.concat([
        Buffer.from(signedHead('Content-Encoding: gzip\r\nConnection: close\r\n')),
        gzipSync(Buffer.alloc(64 * 1024 * 1024)),
      ]),
      'feed-too-large',
    ],
    ['what is no gzip', `${signedHead('Content-Encoding: gzip\r\nContent-Length: 2\r\n')}no`, 'feed-format'],
    ['another packing', `${signedHead('Content-Encoding: br\r\nContent-Length: 2\r\n')}no`, 'feed-format'],
  ])('who answers with %s is not waited for', async (_, bytes, code) => {
    const { url } = await startAnswering(bytes, (socket) => {
      if (code !== 'slow') socket.end();
    });
    const pulling = code === 'slow' ? { patience: IMPATIENT } : {};
    expect(await pullOnce(':memory:', anyAt(url), pulling)).toBe(code);
  });

  test('who sends without end is hung up on when it is more than a batch may be', async () => {
    let isHungUp = false;
    const { url } = await startAnswering(signedHead('Content-Length: 999999999\r\n'), (socket) => {
      const send = () => {
        if (!socket.destroyed) socket.write(Buffer.alloc(16_384, ' '), () => setImmediate(send));
      };
      socket.on('close', () => {
        isHungUp = true;
      });
      send();
    });
    expect(await pullOnce(':memory:', anyAt(url))).toBe('feed-too-large');
    await expect.poll(() => isHungUp).toBe(true);
  });

  test('who sends a letter now and then is not waited for either', async () => {
    const { url } = await startAnswering(signedHead('Content-Length: 5000\r\n'), (socket) => {
      const drip = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await pullOnce(':memory:', anyAt(url), { patience: IMPATIENT })).toBe('slow');
  });
});

describe('a checkpoint that has more and more to tell', () => {
  test('is left after 1,000 batches; what came is kept, and the next pull goes on from there', async () => {
    const checkpoint = await startTelling(1200);
    const path = storePath();
    expect(await pullOnce(path, checkpoint)).toBe('endless');
    expect(keptIn(path)).toHaveLength(1000);
    expect(await pullOnce(path, checkpoint)).toBe('whole');
    expect(keptIn(path)).toHaveLength(1200);
  }, 60_000);
});

/** One that signs a new hour at each asking, so many times. */
async function startTelling(hours: number): Promise<Reachable> {
  const { privatePem, publicKey } = makeKeys();
  const ledger = 'a'.repeat(16);
  const server = createServer(({ url = '' }, response) => {
    const since = parsePosition(new URL(url, 'http://x').searchParams.get('since') ?? '')?.seq ?? 0;
    const text = encodeBatch({
      checkpoint: ID,
      reset: false,
      since: { ledger, seq: since },
      items: [
        {
          seq: since + 1,
          run: ledger,
          hour: EARLIEST_HOUR + since,
          clock: 'ntp',
          counters: [{ metric: 'present', by: '', n: 1 }],
        },
      ],
      next: { ledger, seq: since + 1 },
      more: since + 1 < hours,
      until: EARLIEST_HOUR,
    });
    const signed = signBytes(Buffer.from(SIGNED_PREFIX + text), readPrivateKey(privatePem));
    const signature = { checkpoint: ID, ed25519: formatSignature(signed) };
    response.setHeader(SIGNATURE_HEADER, formatSignatureHeader(signature)).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { id: ID, name: ID, key: publicKey, source: { url, token: ANY_TOKEN } };
}

/** A checkpoint that never gets as far as its key. */
function anyAt(url: string): Reachable {
  return { id: ID, name: ID, key: OTHER_KEY, source: { url, token: ANY_TOKEN } };
}

/** A server that gives what it is told to, as a checkpoint would without compression. */
async function startReplay() {
  const trial = await startBusyTrial(1);
  const [signed] = await batchesOf(trial, 500);
  if (!signed) throw new Error('no batch');
  const ask = async (checkpoint: ReturnType<typeof enrolled>, batch: SignedBatch) => {
    const { url } = await startAnswering(answer(batch));
    const store = openStore();
    const source = { ...checkpoint.source, url };
    const setting = { store, patience: IMPATIENT, ending: new AbortController().signal };
    const { fault } = await collect({ ...checkpoint, source }, setting);
    const cells = kept(store);
    store.close();
    return [fault?.code ?? 'whole', cells];
  };
  return { signed, checkpoint: enrolled(trial), ask };
}

function answer({ text, signature }: SignedBatch): string {
  return `${head(200, `${SIGNATURE_HEADER}: ${formatSignatureHeader(signature)}\r\nContent-Length: ${text.length}\r\nConnection: close\r\n`)}${text}`;
}

function signedHead(more: string): string {
  const signature = formatSignatureHeader({ checkpoint: 'thu-nghiem', ed25519: 'A'.repeat(86) });
  return head(200, `${SIGNATURE_HEADER}: ${signature}\r\n${more}`);
}

function head(status: number, more = 'Content-Length: 0\r\n'): string {
  return `HTTP/1.1 ${status} \x1b[31mX\r\n${more}\r\n`;
}
