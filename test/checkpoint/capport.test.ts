import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { CAPPORT_TYPE, capportAnswer, capportUri } from '../../src/domain/capport.ts';
import { renderDhcpOptions } from '../../src/domain/rules/dnsmasq/dhcp-options.ts';
import { makeChain } from '../certificates.ts';
import { temporaryFolder } from '../doubles.ts';
import { checkpointOf, exampleCheckpoint } from '../example.ts';
import { type Asked, ask, NAME, writeTls } from './tls.ts';
import { sendRaw, startTrial } from './trial.ts';

/** The statements T1 to T22 of RFC 8910 and 8908 about what a checkpoint sends; what dnsmasq makes of it is the lab's to show. */

const TLS = { name: NAME, certificate: '/c', key: '/k', authorities: undefined, port: 8443 };
const URI = 'https://wifi.example.vn/captive-portal/api';

describe('what DHCP tells of the API', () => {
  const options = renderDhcpOptions({ ...exampleCheckpoint(), tls: TLS }, 'on');
  const rows = options
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const bytes = rows.map(([, value = '']) => Buffer.from(value.replaceAll(':', ''), 'hex'));

  test('T1, T2, T3, T5, T10: codes 114 and 103 carry the same URI, raw, without NUL, and there are no others', () => {
    expect(rows.map(([code]) => code)).toEqual(['114', 'option6:103']);
    expect(bytes.map(String)).toEqual([URI, URI]);
    expect(bytes[0]?.length).toBeLessThanOrEqual(255);
  });

  test('T6: an address instead of a name is no config', () => {
    const toml = `[checkpoint]\nid = "a"\nname.vi = "A"\n[access]\ninterface = "a"\nssid = "A"\n[uplink]\ninterface = "b"
[tls]\nname = "10.77.0.1"\ncertificate = "/c"\nkey = "/k"`;
    expect(() => checkpointOf(toml)).toThrow('tls.name');
  });

  test('T8: nothing while the API is off, without [tls], and over IPv6 where guests have none', () => {
    const checkpoint = exampleCheckpoint();
    expect(renderDhcpOptions({ ...checkpoint, tls: TLS }, 'off')).toBe('');
    expect(renderDhcpOptions(checkpoint, 'on')).toBe('');
    const guest = { ...checkpoint.guest, ipv6: undefined };
    expect(renderDhcpOptions({ ...checkpoint, guest, tls: TLS }, 'on')).not.toContain('103');
  });
});

describe('the answer', () => {
  test('T14, T15, T16: of a captive client names the guide, by https, and no end', () => {
    expect(capportAnswer(TLS, 0)).toEqual({
      captive: true,
      'user-portal-url': 'https://wifi.example.vn/',
      'venue-info-url': 'https://wifi.example.vn/',
      'can-extend-session': true,
    });
  });

  test('T14, T15, T16: of one that was let through says how long, in whole seconds, never 0', () => {
    expect(capportAnswer(TLS, 7199.2)).toMatchObject({ captive: false, 'seconds-remaining': 7200 });
    expect(capportAnswer(TLS, 0.001)).toMatchObject({ captive: false, 'seconds-remaining': 1 });
  });
});

describe('the API', () => {
  test('T1, T13, T17, T21: is JSON of its own type, status 200, kept by nobody', async () => {
    const { api } = await scene();
    const { status, headers, body } = await api({ accept: CAPPORT_TYPE });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/captive+json');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(JSON.parse(body)).toEqual(capportAnswer(TLS, 0));
    expect(body.length).toBeLessThan(4096);
    expect(capportUri(TLS)).toBe(URI);
  });

  test.each(['*/*', undefined, 'application/captive+json, text/html;q=0.1', 'application/json'])(
    'T9: is JSON for a program that accepts %s',
    async (accept) => {
      const { api } = await scene();
      expect((await api({ accept })).headers['content-type']).toBe(CAPPORT_TYPE);
    },
  );

  test('T9: leads a person to the guide, kept by nobody', async () => {
    const { api } = await scene();
    const { status, headers } = await api({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect([status, headers.location]).toEqual([302, 'https://wifi.example.vn/']);
    expect([headers['cache-control'], headers.vary]).toEqual(['no-store', 'Accept']);
  });

  test.each([NAME, 'localhost'])('T11: is not there over plain http, as %s', async (host) => {
    const { port } = await scene();
    const request = `GET /captive-portal/api HTTP/1.1\r\nHost: ${host}\r\nAccept: ${CAPPORT_TYPE}\r\nConnection: close\r\n\r\n`;
    const answer = await sendRaw(port, request);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('"captive"');
  });

  test('is not there at all without [tls]', async () => {
    const { port } = await startTrial();
    const request = 'GET /captive-portal/api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(port, request)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('T19, T20: after the tap says so to that client and to no other, and how long', async () => {
    const { api, clock } = await scene();
    const captive = async (from: string) => JSON.parse((await api({ from })).body);
    expect(await captive('127.0.0.2')).toMatchObject({ captive: true });
    const tap = await api({ path: '/accept', method: 'POST', from: '127.0.0.2' });
    expect([tap.status, tap.headers.location]).toEqual([303, '/connected?lang=vi']);
    expect(await captive('127.0.0.2')).toMatchObject({ captive: false, 'seconds-remaining': 7200 });
    expect(await captive('127.0.0.3')).toMatchObject({ captive: true });
    clock.pass(7_199_500);
    expect(await captive('127.0.0.2')).toMatchObject({ captive: false, 'seconds-remaining': 1 });
    clock.pass(500);
    expect(await captive('127.0.0.2')).toMatchObject({ captive: true });
  });

  test('T20: a tap over plain http counts as well', async () => {
    const { api, portal } = await scene();
    await fetch(`${portal}/accept`, { method: 'POST', redirect: 'manual' });
    expect(JSON.parse((await api({ from: '127.0.0.1' })).body)).toMatchObject({ captive: false });
  });
});

describe('the https side', () => {
  test('T16: has the guide', async () => {
    const { api } = await scene();
    const { status, headers, body } = await api({ path: '/' });
    expect([status, headers['strict-transport-security']]).toEqual([200, undefined]);
    expect(body).toContain('method="post" action="/accept');
  });

  test('T22: answers a foreign host with the redirect, never with 511', async () => {
    const { tlsPort, root, portal } = await scene();
    const socket = connect({ host: '127.0.0.1', port: tlsPort, servername: NAME, ca: root.pem });
    socket.end('GET / HTTP/1.1\r\nHost: captive.apple.com\r\n\r\n');
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    expect(answer).toContain(`HTTP/1.1 302 Found\r\nLocation: ${portal}/\r\n`);
  });

  test('speaks TLS 1.2 and newer only', async () => {
    const { tlsPort } = await scene();
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const socket = connect({ host: '127.0.0.1', port: tlsPort, rejectUnauthorized: false, ...old });
    await expect(once(socket, 'secureConnect')).rejects.toThrow(/alert|version|protocol/);
  });

  test('hangs up on what is no TLS', async () => {
    const { tlsPort, api } = await scene();
    await sendRaw(tlsPort, 'GET / HTTP/1.1\r\nHost: wifi.example.vn\r\n\r\n').catch(() => undefined);
    expect((await api({})).status).toBe(200);
  });

  test('an accept ends the phone`s other connections on both sides', async () => {
    const { api, tlsPort, port, root } = await scene();
    const secured = connect({ host: '127.0.0.1', port: tlsPort, servername: NAME, ca: root.pem });
    await once(secured, 'secureConnect');
    secured.write(`GET / HTTP/1.1\r\nHost: ${NAME}\r\n\r\n`);
    await once(secured, 'data');
    const plain = get({ host: '127.0.0.1', port, agent: false }).on('error', () => undefined);
    const [response] = await once(plain, 'response');
    const closed = Promise.all([once(secured, 'close'), once(response.socket, 'close')]);
    expect((await api({ path: '/accept', method: 'POST', from: '127.0.0.1' })).status).toBe(303);
    await closed;
  });

  test('one phone cannot take more than its share of connections, handshakes left open among them', async () => {
    const { tlsPort, root } = await scene();
    const open = () => connect({ host: '127.0.0.1', port: tlsPort, servername: NAME, ca: root.pem });
    const sockets = Array.from({ length: 70 }, () => open().on('error', () => undefined));
    for (const socket of sockets) socket.resume();
    await expect.poll(() => sockets.filter(({ destroyed }) => destroyed).length).toBe(6);
    for (const socket of sockets) socket.destroy();
  });
});

/** A portal with a good certificate, once its https side answers. */
async function scene() {
  const { root, middle, leaf } = makeChain(NAME);
  const tls = writeTls(temporaryFolder(), { chain: [leaf, middle], key: leaf, root });
  const trial = await startTrial({ tls });
  const api = (asked: Partial<Asked>) => ask({ port: trial.tlsPort, authority: root.pem, ...asked });
  await expect.poll(() => trial.log.lines.join()).toContain('the certificate is good');
  return { ...trial, root, api };
}
