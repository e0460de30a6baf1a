import { describe, expect } from 'vitest';
import { type Answer, accept, curl } from './clients/curl.ts';
import { resolve } from './clients/resolve.ts';
import { test } from './lab-test.ts';
import type { Phone } from './phone.ts';
import { type Probe, readProbes } from './probes.ts';

const PORTAL = /^http:\/\/(10\.77\.0\.1|chot\.internal)\/$/;
/** curl's exit code for "nothing came within the time": the packets were dropped, not refused. */
const NO_ANSWER = 28;

describe('a captive phone', () => {
  test('gets exactly 302 to the portal for every plain probe, within two seconds', async ({ phone }) => {
    const answers = await askAll(phone, readProbes('http'));
    for (const { probe, answer } of answers) {
      expect(describeRedirect(answer), `${probe.vendor} ${probe.host}${probe.path}`).toEqual({
        status: 302,
        location: [expect.stringMatching(PORTAL)],
        'cache-control': ['no-store'],
        connection: ['close'],
        'content-length': [`${Buffer.byteLength(answer.body)}`],
      });
      expect(answer.body).toContain(answer.headers.location?.[0]);
    }
  });

  test.for(['POST', 'PUT', 'OPTIONS', 'PROPFIND'])('gets the same 302 for %s', async (method, { phone }) => {
    const answer = await curl(phone, 'http://example.com/deep/path?query', '--request', method);
    expect(answer).toMatchObject({ status: 302, headers: { location: [expect.stringMatching(PORTAL)] } });
  });

  test('gets no answer at all on 443: neither a wrong certificate nor a refusal', async ({ phone }) => {
    const answers = await askAll(phone, readProbes('https'), '--connect-timeout', '0.5');
    expect(new Set(answers.map(({ answer }) => answer.exit))).toEqual(new Set([NO_ANSWER]));
  });

  test('resolves names truly', async ({ phone }) => {
    expect(await resolve(phone, 'connectivitycheck.gstatic.com')).toEqual([
      '198.18.10.10',
      '2001:2:0:10::10',
    ]);
    expect(await resolve(phone, 'chot.internal')).toEqual(['10.77.0.1', expect.stringMatching(/^fd/)]);
  });

  test('resolves names by the router, even with a resolver set by hand', async ({ phone }) => {
    expect(await resolve(phone, 'chot.internal', '8.8.8.8')).toEqual([
      '10.77.0.1',
      expect.stringMatching(/^fd/),
    ]);
  });

  test('reaches the health declaration, and nothing else, before the accept', async ({ phone }) => {
    const [declaration, other] = await Promise.all([
      curl(phone, 'https://tokhaiyte.vn/'),
      curl(phone, 'https://example.com/', '--connect-timeout', '0.5'),
    ]);
    expect(declaration).toMatchObject({ status: 200, body: expect.stringContaining('reached tokhaiyte.vn') });
    expect(other.exit).toBe(NO_ANSWER);
  });
});

describe('a phone that has accepted', () => {
  test('still finds the report API shut', async ({ phone }) => {
    await accept(phone);
    const report = await curl(phone, 'http://10.77.0.1:8081/healthz', '--connect-timeout', '0.5');
    expect(report.exit).toBe(NO_ANSWER);
  });

  test('has every probe answered by the internet itself', async ({ phone }) => {
    await accept(phone);
    const answers = await askAll(phone, [...readProbes('http'), ...readProbes('https')]);
    for (const { probe, answer } of answers) {
      const { status, body, headers } = probe.online;
      const page = `reached ${probe.host}.`;
      expect(answer.status, `${probe.vendor} ${probe.host}${probe.path}`).toBe(status ?? 200);
      expect(answer.body).toContain(body?.replace(/^contains /, '') ?? page);
      for (const [name, value] of Object.entries(headers)) {
        expect(answer.headers[name.toLowerCase()]).toEqual([value]);
      }
    }
  });
});

describe('the names that decide', () => {
  test.for([
    ['Windows offers the sign-in', 'dns.msftncsi.com', ['131.107.255.255', 'fd3e:4f5a:5b81::1']],
    ['Apple leaves Private Relay out', 'mask.icloud.com', ['NXDOMAIN']],
    [
      'Android finds private DNS working',
      '1a2b3c-dnsotls-ds.metric.gstatic.com',
      ['198.18.10.10', '2001:2:0:10::10'],
    ],
  ] as const)('%s: %s', async ([, name, answer], { phone }) => {
    expect(await resolve(phone, name)).toEqual(answer);
  });

  test('are all the rows of the table', () => {
    expect(readProbes('dns').map(({ host }) => host)).toEqual([
      '<random>-dnsotls-ds.metric.gstatic.com',
      'mask.icloud.com',
      'dns.msftncsi.com',
    ]);
  });
});

async function askAll(phone: Phone, probes: readonly Probe[], ...options: string[]) {
  return Promise.all(
    probes.map(async (probe) => {
      const url = `${probe.scheme}://${probe.host}${probe.path}`;
      return { probe, answer: await curl(phone, url, '--user-agent', probe.userAgent ?? '', ...options) };
    }),
  );
}

function describeRedirect({ status, headers }: Answer): Record<string, unknown> {
  const names = ['location', 'cache-control', 'connection', 'content-length'];
  return { status, ...Object.fromEntries(names.map((name) => [name, headers[name]])) };
}
