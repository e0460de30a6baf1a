import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { sendRaw, startTrial } from './trial.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND', 'TRACE'];

describe('a request for somebody else`s host', () => {
  test.each(METHODS)('is answered with exactly the redirect: %s', async (method) => {
    const { port, portal } = await startTrial();
    const answer = await sendRaw(
      port,
      `${method} /generate_204?x HTTP/1.1\r\nHost: connectivitycheck.gstatic.com\r\n\r\n`,
    );
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head.split('\r\n').filter((line) => !line.startsWith('Date:'))).toEqual([
      'HTTP/1.1 302 Found',
      `Location: ${portal}/`,
      'Cache-Control: no-store',
      'Content-Type: text/html; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ]);
    expect(body).toContain(`<a href="${portal}/">`);
  });

  test.each([
    ['HEAD', 'HEAD /hotspot-detect.html HTTP/1.1\r\nHost: captive.apple.com\r\n\r\n'],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'],
    ['HTTP/1.0 without a Host', 'GET / HTTP/1.0\r\n\r\n'],
    ['HTTP/1.1 without a Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['an odd Host', 'GET / HTTP/1.1\r\nHost: [::::]]:x\r\n\r\n'],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n'],
    ['a target in absolute form', 'GET http://example.com/ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an Expect that nobody knows', 'GET / HTTP/1.1\r\nHost: example.com\r\nExpect: tea\r\n\r\n'],
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nHost: example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
    ['a host that only begins like ours', 'GET / HTTP/1.1\r\nHost: localhost.example.com\r\n\r\n'],
  ])('is redirected whatever it looks like: %s', async (_, request) => {
    const { port, portal } = await startTrial();
    const answer = await sendRaw(port, request);
    expect(answer).toMatch(/^HTTP\/1\.1 302 Found\r\n/);
    expect(answer).toContain(`\r\nLocation: ${portal}/\r\n`);
  });

  test('hears the answer also when it sends a body, and its host is nowhere in it', async () => {
    const { port } = await startTrial();
    const body = 'x'.repeat(40_000);
    const answer = await sendRaw(
      port,
      `POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 302 /);
    expect(answer).not.toContain('evil');
  });

  test('counts the phone, and no page', async () => {
    const { port, totals } = await startTrial();
    await sendRaw(port, 'GET / HTTP/1.1\r\nHost: captive.apple.com\r\n\r\n');
    expect(await totals()).toMatchObject({ device: 1, shown: 0, session: 0 });
  });
});

describe('the portal`s own names', () => {
  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'localhost:8080',
    'chot.internal',
    '127.0.0.1',
    '127.0.0.1:80',
  ])('%s is answered with the guide and never redirected', async (host) => {
    const { port } = await startTrial();
    expect(await sendRaw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 OK/,
    );
  });

  test('in absolute form too', async () => {
    const { port } = await startTrial();
    const request =
      'GET http://chot.internal/notices HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(port, request)).toMatch(/^HTTP\/1\.1 200 OK/);
  });
});

describe('an accept', () => {
  /** A phone, and a connection of it that was open before it tapped. */
  async function tapped(before: (old: Socket) => Promise<unknown>) {
    const { port, portal, totals } = await startTrial();
    const old = connect(port, '127.0.0.1').setEncoding('utf8');
    await once(old, 'connect');
    await before(old);
    // The portal has taken in the older connection once it answers on a newer one.
    const answer = await fetch(`${portal}/accept`, { method: 'POST', redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/connected?lang=vi']);
    return { old, totals };
  }
  const nothing = async () => undefined;
  const heardOn = async (old: Socket) => (await old.toArray()).join('');

  test('ends the phone`s other connections, which would meet the portal again', async () => {
    const { old } = await tapped(async (socket) => {
      socket.write('GET /notices HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await once(socket, 'data');
    });
    old.on('error', () => undefined).resume();
    // Long before it would have ended by itself.
    await expect.poll(() => old.closed).toBe(true);
  });

  test('lets a second tap through that came over a connection of its own', async () => {
    const { old, totals } = await tapped(nothing);
    old.write('POST /accept HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    expect(await heardOn(old)).toMatch(/^HTTP\/1\.1 303 .*\r\nLocation: \/connected\?lang=vi\r\n/s);
    expect(await totals()).toMatchObject({ session: 1, renewed: 1 });
  });

  test.each([
    'GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n',
    'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n',
  ])('is never contradicted on a connection that is older: %j', async (request) => {
    const { old } = await tapped(nothing);
    old.write(request);
    expect(await heardOn(old).catch(({ code }) => code)).toMatch(/^(ECONNRESET)?$/);
  });
});

test('one phone cannot take more than its share of connections', async () => {
  const { port } = await startTrial();
  const sockets = Array.from({ length: 70 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  const closed = () => sockets.filter((socket) => socket.destroyed || socket.readableEnded).length;
  for (const socket of sockets) socket.resume();
  await expect.poll(closed).toBe(6);
  for (const socket of sockets) socket.destroy();
});
