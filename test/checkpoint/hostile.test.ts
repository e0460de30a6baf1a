import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import request from 'supertest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sendRaw, startTrial } from './trial.ts';

const CONNECT = 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n';
const GUIDE = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('one phone cannot stop the portal for the others', () => {
  test('with a CONNECT that it resets', async () => {
    const { port, portal } = await startTrial();
    for (let round = 0; round < 20; round++) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(CONNECT, () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    await request(portal).get('/').expect(200);
  });

  test('with a CONNECT that it never ends', async () => {
    const { port } = await startTrial();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.write(CONNECT);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text;
    });
    await once(socket, 'end');
    expect(heard).toMatch(/^HTTP\/1\.1 302 /);
    // The other side is gone for good: what is sent to it comes back as a reset.
    const reset = once(socket, 'error');
    const nagging = setInterval(() => socket.write('x'), 20);
    onTestFinished(() => clearInterval(nagging));
    expect(await reset).toMatchObject([{ code: expect.stringMatching(/ECONNRESET|EPIPE/) }]);
  });

  test.each([
    ['the guide', GUIDE],
    ['another host', 'GET / HTTP/1.1\r\nHost: x.y\r\n\r\n'],
    ['the tap', 'POST /accept HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n'],
  ])('with requests for %s that do not wait for their answers', async (_, bytes) => {
    const { port, portal } = await startTrial();
    const flood = () => sendRaw(port, bytes.repeat(2000)).catch(() => '');
    const heard = await Promise.all(Array.from({ length: 10 }, flood));
    for (const answers of heard) expect(answers.split('HTTP/1.1 ').length).toBeLessThan(5);
    await request(portal).get('/').expect(200);
  });

  test('but may ask one thing after the other on one connection', async () => {
    const { port } = await startTrial();
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    onTestFinished(() => void socket.destroy());
    for (let round = 0; round < 5; round++) {
      let heard = '';
      const listen = (text: string) => {
        heard += text;
      };
      socket.on('data', listen).write(GUIDE);
      await expect.poll(() => heard).toMatch(/^HTTP\/1\.1 200.*<\/html>/s);
      socket.off('data', listen);
    }
  });

  test('with a list of languages as long as a book: its beginning is read', async () => {
    const { portal } = await startTrial();
    const book = `${'a,'.repeat(6000)}en`;
    const { text } = await request(portal).get('/').set('Accept-Language', book);
    expect(text).toContain('<html lang="vi">');
  });
});

test('a finger that taps six times gets six answers', async () => {
  const { portal, totals } = await startTrial();
  const taps = Array.from({ length: 6 }, () =>
    request(portal)
      .post('/accept')
      .then(({ status }) => status),
  );
  expect(await Promise.all(taps)).toEqual(Array(6).fill(303));
  expect(await totals()).toMatchObject({ session: 1, renewed: 5 });
});

test('a tap that is under way when the portal is told to end is answered and counted', async () => {
  const trial = await startTrial();
  await request(trial.portal).post('/accept').expect(303);
  // The next one waits for the ledger, which writes at intervals.
  const tap = request(trial.portal)
    .post('/accept')
    .then(({ status }) => status);
  await expect.poll(async () => (await trial.totals()).renewed).toBe(1);
  await trial.stop();
  expect(await tap).toBe(303);
});

test('a report API that cannot listen yet keeps no traveler waiting', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { portal, log } = await startTrial({ reportPort: (taken.address() as AddressInfo).port });
  await request(portal).get('/').expect(200);
  expect(log.lines).toEqual([
    expect.stringMatching(/^<4>opening the report API failed, trying again: .*EADDRINUSE/),
  ]);
});
