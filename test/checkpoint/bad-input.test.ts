import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { sendRaw, startTrial } from './trial.ts';

const NOTHING = { shown: 0, session: 0, renewed: 0, opened: 0, refused: 0, uplink_down_seconds: 0 };

/** What strangers send under the portal's own name, and the one clear answer to it. */
const ROWS: readonly (readonly [what: string, bytes: string, status: number])[] = [
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  ['a method that nobody knows', 'FLUSH / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['a header of 1 MB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(1 << 20)}\r\n\r\n`, 431],
  ['a target of 1 MB', `GET /${'x'.repeat(1 << 20)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
  [
    'two lengths',
    'POST /accept HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    400,
  ],
  ['broken percent-encoding', get('/go/%E0%A4%A'), 400],
  ['broken percent-encoding in the guide', get('/guide/%ff'), 400],
  ['a destination that is none', get('/go/zalo'), 404],
  ['an address as destination', get('/go/https://evil.example/'), 404],
  ['an encoded address as destination', get('/go/https%3A%2F%2Fevil.example%2F'), 404],
  ['a name of every object', get('/go/__proto__'), 404],
  ['a path out of the house', get('/../../etc/passwd'), 404],
  ['an encoded path out of the house', get('/guide/..%2f..%2fpackage.json'), 404],
  ['a GET of the tap', get('/accept'), 405],
  ['a POST of the guide', `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n${close()}`, 405],
  ['a DELETE of a page', `DELETE /notices HTTP/1.1\r\nHost: localhost\r\n${close()}`, 405],
  ['a tap with 10 MB', post('/accept', 10 << 20), 413],
  ['a tap with 10 MB that are not announced', chunked('/accept', 10 << 20), 413],
];

describe('bad input', () => {
  test.each(ROWS)('%s gets one clear answer and counts nothing', async (_, bytes, status) => {
    const { port, totals, log } = await startTrial();
    expect(await sendRaw(port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(await totals()).toMatchObject(NOTHING);
    expect(log.lines).toEqual([]);
  });

  test('what comes of it is a page in the traveler`s language, with a way back', async () => {
    const { portal } = await startTrial();
    const vi = await request(portal).get('/nowhere').set('Accept-Language', 'vi');
    expect(vi.text).toContain('<html lang="vi">');
    expect(vi.text).toContain('href="/?lang=vi"');
    const en = await request(portal).get('/go/%zz').set('Accept-Language', 'en');
    expect(en.text).toContain('<html lang="en">');
  });

  test('a query that holds markup comes back as nothing', async () => {
    const { portal } = await startTrial();
    const plain = await request(portal).get('/');
    const { text } = await request(portal)
      .get('/?lang=%3Cscript%3Ealert(1)%3C/script%3E')
      .set('Accept-Language', '"><script>');
    expect(text).toBe(plain.text);
  });

  test('a phone that sends half a request and waits is hung up on', async () => {
    const { port } = await startTrial();
    expect(await sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')).toMatch(/^HTTP\/1\.1 408 /);
  }, 10_000);
});

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${close()}`;
}

function post(path: string, bytes: number): string {
  return `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n${close()}${'x'.repeat(bytes)}`;
}

function chunked(path: string, bytes: number): string {
  const body = `${bytes.toString(16)}\r\n${'x'.repeat(bytes)}\r\n0\r\n\r\n`;
  return `POST ${path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n${close()}${body}`;
}

function close(): string {
  return 'Connection: close\r\n\r\n';
}
