import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Links } from '../../src/checkpoint/ports.ts';
import { createLinks, createSimulatedLinks } from '../../src/checkpoint/system/links.ts';
import type { LinkAnswer } from '../../src/domain/link.ts';
import { type Certificate, inDays, makeCertificate, makeChain } from '../certificates.ts';
import { temporaryFolder } from '../doubles.ts';
import { exampleCheckpoint } from '../example.ts';
import { freePort } from '../free-port.ts';
import { type Address, serveNames } from './name-server.ts';

const NAME = 'site.example.vn';
const { root, middle, leaf } = makeChain(NAME);
const GOOD = [leaf, middle];
/** For those that would take as long as they are let. */
const SHORT_MS = 600;

describe.each<[string, () => Promise<{ links: Links; url: string }>]>([
  ['the simulated links', async () => ({ links: createSimulatedLinks(), url: `https://${NAME}/` })],
  ['the real ones', () => scene({})],
])('%s keep the promise of the port', (_name, open) => {
  test('a place that lives answers', async () => {
    const { links, url } = await open();
    expect(await links.check(url)).toEqual({ status: 200 });
  });

  test('many may be asked at once, and again', async () => {
    const { links, url } = await open();
    for (let round = 0; round < 2; round += 1)
      expect(await Promise.all(Array.from({ length: 5 }, () => links.check(url)))).toEqual(
        Array(5).fill({ status: 200 }),
      );
  });

  test('nothing is left to give up', async () => {
    const { links, url } = await open();
    await links.check(url);
    links.close();
  });
});

test('nobody but the place hears of it, and it hears a name of a product and no more', async () => {
  const seen: object[] = [];
  const { links, url, names } = await scene({
    answer: ({ method, url: path, headers }, response) => {
      seen.push({ method, path, ...headers });
      response.setHeader('Set-Cookie', 'id=1; Path=/').end();
    },
  });
  for (let n = 0; n < 2; n += 1) await links.check(`${url}a/b?c=d`);
  const { host } = new URL(url);
  const heard = {
    method: 'GET',
    path: '/a/b?c=d',
    host,
    'user-agent': 'checkpoint-portal',
    connection: 'close',
  };
  expect(seen).toEqual([heard, heard]);
  expect(names).toEqual([`${NAME} A`, `${NAME} A`]);
});

test.each([200, 204, 301, 302, 401, 403, 404, 405, 410, 429, 451, 500, 503])(
  'the answer %i is told as it is, and no redirect followed',
  async (status) => {
    const { links, url } = await scene({
      answer: (_request, response) =>
        response.writeHead(status, { Location: 'https://elsewhere.example/' }).end(),
    });
    expect(await links.check(url)).toEqual({ status });
  },
);

describe('what gives no answer is told by its kind:', () => {
  const ended = makeChain(NAME, { until: inDays(-1) });
  const coming = makeChain(NAME, { from: inDays(1) });
  const own = makeCertificate({ subject: NAME, name: NAME });
  const other = makeCertificate({ subject: 'other', name: 'other.example.vn', issuer: root });
  const stranger = makeCertificate({ subject: 'Another root' });
  test.each<[string, Partial<Scene>, LinkAnswer]>([
    ['no such name', { address: () => 'nowhere' }, { fault: 'name' }],
    ['a name without an address', { address: () => '' }, { fault: 'name' }],
    ['nobody knows names', { address: () => undefined }, { fault: 'mute' }],
    ['no name server at all', { resolvConf: '' }, { fault: 'mute' }],
    ['nobody on the port', { address: () => '127.0.0.9' }, { fault: 'refused' }],
    ['signed by itself', { chain: [own] }, { fault: 'tls' }],
    ['for another name', { chain: [other] }, { fault: 'tls' }],
    [
      'the certificate has ended',
      { chain: [ended.leaf, ended.middle], authority: ended.root },
      { fault: 'date' },
    ],
    ['it has not begun', { chain: [coming.leaf, coming.middle], authority: coming.root }, { fault: 'date' }],
    ['a chain by halves', { chain: [leaf] }, { fault: 'chain' }],
    ['an authority unknown here', { authority: stranger }, { fault: 'chain' }],
  ])('%s', async (_name, wanted, answer) => {
    const { links, url } = await scene(wanted);
    expect(await links.check(url)).toEqual(answer);
  });

  test.each<[string, string, LinkAnswer]>([
    ['plain http', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', { fault: 'tls' }],
    ['silence', '', { fault: 'mute' }],
  ])('%s where TLS should be', async (_name, said, answer) => {
    const { links, url } = await scene({ server: createServer((socket) => void socket.write(said)) });
    expect(await links.check(url)).toEqual(answer);
  });

  test('hung up at once', async () => {
    const { links, url } = await scene({ server: createServer((socket) => void socket.destroy()) });
    expect(await links.check(url)).toEqual({ fault: 'broken' });
  });

  test.each<[string, string, LinkAnswer]>([
    ['hung up in the midst', 'HTTP/1.1 200 OK\r\nServ', { fault: 'broken' }],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', { fault: 'broken' }],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      { fault: 'broken' },
    ],
    ['headers without measure', `HTTP/1.1 200 OK\r\nA: ${'a'.repeat(99_999)}\r\n\r\n`, { fault: 'broken' }],
  ])('%s', async (_name, said, answer) => {
    const { links, url } = await scene({ answer: ({ socket }) => void socket.end(said) });
    expect(await links.check(url)).toEqual(answer);
  });
});

describe('a place that never comes to an end is left', () => {
  test.each<[string, string]>([
    ['nothing after the handshake', ''],
    ['headers drop by drop', 'x'],
    ['hints without end', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
  ])('within the time: %s', async (_name, drop) => {
    const { links, url } = await scene({
      answer: ({ socket }) => {
        socket.on('error', () => undefined);
        if (drop === 'x') socket.write('HTTP/1.1 200 OK\r\nX: ');
        const dripping = setInterval(() => socket.write(drop), 20);
        socket.on('close', () => clearInterval(dripping));
      },
    });
    const startMs = performance.now();
    expect(await links.check(url)).toEqual({ fault: 'mute' });
    expect(performance.now() - startMs).toBeLessThan(SHORT_MS + 400);
  });

  test('at its headers, where a body without end follows', async () => {
    const { links, url, gone } = await scene({
      answer: (_request, response) => {
        const pour = () => {
          while (response.write(Buffer.alloc(16 * 1024)));
        };
        response.on('drain', pour);
        pour();
      },
    });
    expect(await links.check(url)).toEqual({ status: 200 });
    await gone;
  });

  test('when the portal ends', async () => {
    const { links, url, gone } = await scene({
      answer: () => undefined,
      answerMs: 60_000,
      asked: () => links.close(),
    });
    expect(await links.check(url)).toEqual({ fault: 'mute' });
    await gone;
  });
});

test('a name with one dead address and one that answers lives', async () => {
  const { links, url } = await scene({ address: () => ['127.0.0.9', '127.0.0.1'] });
  expect(await links.check(url)).toEqual({ status: 200 });
});

interface Scene {
  readonly answer: RequestListener;
  /** What is served, the leaf first; its key is the leaf's. */
  readonly chain: readonly Certificate[];
  readonly authority: Certificate;
  readonly address: Address;
  readonly resolvConf: string;
  /** In the place of the https server. */
  readonly server: Server;
  readonly answerMs: number;
  /** Called at each request. */
  readonly asked: () => void;
}

/** Links to one site, over a name server and a web of this test's own. */
async function scene(wanted: Partial<Scene>) {
  const { chain = GOOD, authority = root, address = () => '127.0.0.1' } = wanted;
  const { answer = (_request, response) => response.end('here'), answerMs = SHORT_MS } = wanted;
  const listener: RequestListener = (request, response) => {
    wanted.asked?.();
    answer(request, response);
  };
  const credentials = { cert: chain.map(({ pem }) => pem).join(''), key: chain[0]?.keyPem };
  const server = wanted.server ?? createSecureServer(credentials, listener);
  const gone = new Promise<void>((resolve) =>
    server.on('connection', (socket) => socket.on('error', () => undefined).once('close', () => resolve())),
  );
  server.listen(await freePort(), '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const names = await serveNames(address);
  const resolvConf = join(temporaryFolder(), 'resolv.conf');
  writeFileSync(resolvConf, wanted.resolvConf ?? `nameserver ${names.address}\n`);
  const checkpoint = exampleCheckpoint();
  const links = createLinks({ checkpoint, resolvConf, authority: authority.pem, answerMs });
  return { links, url: `https://${NAME}:${port}/`, names: names.names, gone };
}
