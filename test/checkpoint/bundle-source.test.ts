import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { BundleSource } from '../../src/checkpoint/ports.ts';
import { createBundleSource } from '../../src/checkpoint/system/notices/bundle-source.ts';
import { inDays, makeChain, type Order } from '../certificates.ts';
import { createBundleShelf } from './bundle-shelf.ts';

/** A place where a district puts its bundle, and how a checkpoint asks for it. */
interface Place {
  readonly source: BundleSource;
  put(bytes: Buffer | 'nothing' | 'silence'): void;
}

describe.each([
  ['the fake', async (): Promise<Place> => createBundleShelf()],
  ['an https server', httpsPlace],
])('%s that hands out a bundle', (_, open) => {
  test('gives it, and not again while it is the same', async () => {
    const { source, put } = await open();
    put(Buffer.from('one'));
    const first = await source.fetch(undefined);
    if (first === 'unchanged') throw new Error('it was not asked for before');
    expect(first.bytes.toString()).toBe('one');
    expect(await source.fetch(first.tag)).toBe('unchanged');
    put(Buffer.from('two'));
    expect(await source.fetch(first.tag)).toMatchObject({ bytes: Buffer.from('two') });
  });

  test.each(['nothing', 'silence'] as const)('rejects where there is %s', async (what) => {
    const { source, put } = await open();
    put(what);
    await expect(source.fetch(undefined)).rejects.toThrow();
  });

  test('rejects more than 256 KB', async () => {
    const { source, put } = await open();
    put(Buffer.alloc(256 * 1024));
    await expect(source.fetch(undefined)).resolves.toMatchObject({ bytes: { length: 256 * 1024 } });
    put(Buffer.alloc(256 * 1024 + 1));
    await expect(source.fetch(undefined)).rejects.toThrow('256 KB');
  });
});

describe('an https server', () => {
  test.each([
    ['of another name', { name: 'other.example.vn' }],
    ['whose certificate has ended', { until: inDays(-1) }],
  ])('%s is not believed', async (_, leaf) => {
    const { ask, asked } = await serve((_request, response) => response.end('x'), leaf);
    await expect(ask().fetch(undefined)).rejects.toThrow();
    expect(asked()).toBe(0);
  });

  test('of an unknown authority is not believed', async () => {
    const { ask } = await serve((_request, response) => response.end('x'));
    await expect(ask([]).fetch(undefined)).rejects.toThrow();
  });

  test.each([301, 302, 401, 404, 500, 204, 206])(
    'that answers %i is told so, and not followed',
    async (status) => {
      const { ask, asked } = await serve((_request, response) =>
        response.writeHead(status, { Location: '/elsewhere' }).end(),
      );
      await expect(ask().fetch(undefined)).rejects.toThrow(`status ${status}`);
      expect(asked()).toBe(1);
    },
  );

  test('that breaks off in the middle, or drips for ever, is given up', async () => {
    const { ask } = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(ask().fetch(undefined)).rejects.toThrow();
    const dripping = await serve((_request, response) => drip(response));
    await expect(dripping.ask().fetch(undefined)).rejects.toThrow();
  });

  test('that gives no tag, or a monstrous one, is asked without', async () => {
    for (const tag of [undefined, `"${'x'.repeat(300)}"`]) {
      const { ask } = await serve((_request, response) =>
        response.writeHead(200, tag === undefined ? {} : { ETag: tag }).end('x'),
      );
      expect(await ask().fetch(undefined)).toMatchObject({ tag: undefined });
    }
  });
});

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20);
  response.once('close', () => clearInterval(timer));
}

async function httpsPlace(): Promise<Place> {
  let content: Buffer | 'nothing' | 'silence' = 'nothing';
  const { ask } = await serve((request, response) => {
    if (content === 'silence') return;
    if (content === 'nothing') {
      response.writeHead(404).end();
      return;
    }
    const tag = `"${content.toString('base64').slice(0, 20)}"`;
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else response.writeHead(200, { ETag: tag }).end(content);
  });
  return {
    source: ask(),
    put(bytes) {
      content = bytes;
    },
  };
}

/** A real server on this machine, and a checkpoint that knows its authority. */
async function serve(answer: RequestListener, leaf: Partial<Order> = {}) {
  const chain = makeChain('localhost', leaf);
  let asked = 0;
  const server = createServer(
    { cert: chain.leaf.pem + chain.middle.pem, key: chain.leaf.keyPem },
    (request, response) => {
      asked += 1;
      answer(request, response);
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    asked: () => asked,
    ask: (authorities: readonly string[] = [chain.root.pem]) =>
      createBundleSource({ url: `https://localhost:${port}/notices.json`, authorities, wholeMs: 1000 }),
  };
}
