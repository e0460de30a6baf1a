import { describe, expect, test } from 'vitest';
import { sendRaw, startTrial } from '../checkpoint/trial.ts';
import { checkpointOf } from '../example.ts';
import { FIELD_NAMES, innocentText, writtenWith } from './hostile-config.ts';
import { PRINTABLE_TRIES, TRIES, type Try } from './xss-tries.ts';

const HOST = 'Host: localhost';

/** Where a stranger can put a text that has to be encoded on the way, and the request that gets the same answer without it. */
const TARGETS: Readonly<Record<string, readonly [hostile: (text: string) => string, plain: string]>> = {
  'the language': [(text) => `/?lang=${text}`, '/'],
  'the language, after one that is offered': [(text) => `/?lang=en&lang=${text}`, '/'],
  'the language, as a list': [(text) => `/?lang[]=${text}&lang[${text}]=vi`, '/'],
  'the language of a destination': [(text) => `/guide/trang?lang=${text}`, '/guide/trang'],
  'the language of a page': [(text) => `/check-in?lang=${text}`, '/check-in'],
  'the language of a page that is none': [(text) => `/khong-co?lang=${text}`, '/khong-co'],
  'a key that nobody knows': [(text) => `/?lang=en&${text}=${text}&x=${text}`, '/?lang=en'],
  'the store': [(text) => `/go/ung-dung?store=${text}`, '/go/ung-dung'],
  'the store, before one that is there': [
    (text) => `/go/ung-dung?store=${text}&store=iphone`,
    '/go/ung-dung',
  ],
  'the path': [(text) => `/${text}`, '/khong-co'],
  'the path of a destination': [(text) => `/guide/${text}`, '/khong-co'],
  'the path to a destination': [(text) => `/go/${text}`, '/khong-co'],
  'the path behind a page': [(text) => `/notices/${text}`, '/khong-co'],
};

/** The same in a header; without it there may be more than one good answer. */
const HEADERS: Readonly<Record<string, readonly [hostile: (text: string) => string, ...plain: string[]]>> = {
  'Accept-Language': [(text) => `Accept-Language: ${text}`, 'Accept-Language: xx'],
  // Only the beginning of a long list is read.
  'Accept-Language before one that is offered': [
    (text) => `Accept-Language: ${text}\r\nAccept-Language: en`,
    'Accept-Language: en',
    'Accept-Language: xx',
  ],
  'User-Agent': [(text) => `User-Agent: ${text}`, 'User-Agent: xx'],
  // Whoever takes no HTML is redirected without a page.
  Accept: [(text) => `Accept: ${text}`, 'Accept: text/html', 'Accept: x/y'],
  Cookie: [(text) => `Cookie: lang=${text}; ${text}`, 'Cookie: x=y'],
  Referer: [(text) => `Referer: http://localhost/${text}`, 'Referer: http://localhost/'],
  'X-Forwarded-Host': [
    (text) => `X-Forwarded-Host: ${text}\r\nForwarded: host=${text}`,
    'X-Forwarded-Host: x',
  ],
  'a header that nobody knows': [(text) => `X-Any: ${text}`, 'X-Any: x'],
};

describe('what a stranger writes changes no byte of the answer', () => {
  test.each(Object.entries(TARGETS))('as %s', async (_, [hostile, plain]) => {
    const { port } = await startTrial({ written: writtenWith(innocentText) });
    const expected = await answerTo(port, plain);
    const changed = await namesOf(TRIES, async ({ text }) => {
      return expected !== (await answerTo(port, hostile(encodeURIComponent(text))));
    });
    expect(changed).toEqual([]);
  });

  test.each(Object.entries(TARGETS))('as %s, not encoded', async (_, [hostile, plain]) => {
    const { port } = await startTrial({ written: writtenWith(innocentText) });
    // A percent that is none, and `/`, `?` and `&`, make it another request; but still one of those that have an answer.
    const expected = await Promise.all(
      [plain, '/khong-co', '/guide/%zz'].map((target) => answerTo(port, target)),
    );
    const changed = await namesOf(TRIES, async ({ text }) => {
      const sendable = text.replace(/[^\x21-\x7e]/gu, encodeURIComponent);
      return !expected.includes(await answerTo(port, hostile(sendable)));
    });
    expect(changed).toEqual([]);
  });

  test.each(Object.entries(HEADERS))('as %s', async (_, [hostile, ...plain]) => {
    const { port } = await startTrial({ written: writtenWith(innocentText) });
    for (const target of ['/', '/khong-co', '/go/trang']) {
      const expected = await Promise.all(plain.map((header) => answerTo(port, target, HOST, header)));
      const changed = await namesOf(PRINTABLE_TRIES, async ({ text }) => {
        return !expected.includes(await answerTo(port, target, HOST, hostile(text)));
      });
      expect(changed).toEqual([]);
    }
  });

  test('as Host: it is somebody else`s, and led to the guide like any other', async () => {
    const { port } = await startTrial();
    const expected = await answerTo(port, '/', 'Host: example.com');
    expect(expected).toMatch(/^HTTP\/1\.1 302 /);
    for (const { name, text } of PRINTABLE_TRIES)
      expect(await answerTo(port, `/${encodeURIComponent(text)}`, `Host: ${text}`), name).toBe(expected);
  });

  test('with a tap', async () => {
    const { port } = await startTrial();
    const tap = (query: string, body: string) => {
      const head = `POST /accept${query} HTTP/1.1\r\n${HOST}\r\nConnection: close\r\nContent-Length: `;
      return sendRaw(port, `${head}${Buffer.byteLength(body)}\r\n\r\n${body}`).then(withoutDate);
    };
    const expected = await tap('', '');
    expect(expected).toMatch(/^HTTP\/1\.1 303 .*\r\nLocation: \/connected\?lang=vi\r\n/s);
    for (const { name, text } of TRIES)
      expect(await tap(`?lang=${encodeURIComponent(text)}`, `lang=${text}`), name).toBe(expected);
  });

  test('with a null in a header: it is no HTTP, and the answer holds none of it', async () => {
    const { port } = await startTrial();
    for (const header of ['Host', 'Accept-Language', 'User-Agent', 'X-Any'])
      expect(await answerTo(port, '/', HOST, `${header}: a\0<script>`)).toMatch(
        /^HTTP\/1\.1 400 .*\r\n\r\n400 Bad Request$/s,
      );
  });
});

test('an address of a destination may hold quotes and tags: where it is led to, they are encoded', async () => {
  const url = `https://trang.example.vn/"'><script>__xss=1</script>`;
  const written = writtenWith(innocentText);
  const tables = written.tables.replace('"https://trang.example.vn/"', JSON.stringify(url));
  const { port } = await startTrial({ written: { ...written, tables } });
  const answer = await answerTo(port, '/go/trang');
  expect(answer).toContain(
    `\r\nLocation: https://trang.example.vn/%22'%3E%3Cscript%3E__xss=1%3C/script%3E\r\n`,
  );
  expect(answer).not.toContain('<script');
});

test('control characters are refused in every text of a config', () => {
  const toml = ({ top, place, ssid, tables }: ReturnType<typeof writtenWith>) => `${top}
[checkpoint]
id = "thu-nghiem"
${place}
[access]
interface = "wifi"
ssid = ${JSON.stringify(ssid)}
[uplink]
interface = "uplink"
${tables}`;
  expect(() => checkpointOf(toml(writtenWith(innocentText)))).not.toThrow();
  for (const field of FIELD_NAMES) {
    for (const { text } of TRIES.filter(({ printable = true }) => !printable)) {
      const written = writtenWith((one) => (one === field ? text.slice(0, 20) : innocentText(one)));
      expect(() => checkpointOf(toml(written)), `${field}: ${JSON.stringify(text)}`).toThrow();
    }
  }
});

/** The names of those tries of which something is true. */
async function namesOf(tries: readonly Try[], holds: (one: Try) => Promise<boolean>): Promise<string[]> {
  const found = await Promise.all(tries.map(holds));
  return tries.filter((_, index) => found[index]).map(({ name }) => name);
}

/** The whole answer, byte by byte but for the time of day. */
async function answerTo(port: number, target: string, ...headers: string[]): Promise<string> {
  const lines = [`GET ${target} HTTP/1.1`, ...(headers.length > 0 ? headers : [HOST]), 'Connection: close'];
  return withoutDate(await sendRaw(port, `${lines.join('\r\n')}\r\n\r\n`));
}

function withoutDate(answer: string): string {
  return answer.replace(/^Date: .*\r\n/m, '');
}
