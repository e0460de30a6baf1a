import { request as httpRequest, type RequestOptions } from 'node:http';
import { gunzipSync } from 'node:zlib';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { catalog } from '../example.ts';
import { startTrial } from './trial.ts';

describe('the guide', () => {
  test('comes in one piece, compressed to less than 14 KB, and needs nothing else', async () => {
    const { port } = await startTrial();
    const { body } = await ask({ port, path: '/', headers: { 'Accept-Encoding': 'gzip' } });
    expect(body.length).toBeLessThan(14 * 1024);
    const html = gunzipSync(body).toString('utf8');
    // What a browser would fetch by itself; links and the form wait for a finger.
    expect(html).not.toMatch(/<(script [^>]*src|img|iframe|link rel="stylesheet")|@import|url\(/);
    expect([...html.matchAll(/(?:src|data|poster)="([^"]*)"/g)].map(([, address]) => address)).toEqual([]);
    expect(html).not.toMatch(/href="https?:/);
  });

  test.each([
    ['/', 'vi-VN,vi;q=0.9', 'vi'],
    ['/', 'en-US,en;q=0.9', 'en'],
    ['/', 'fr-FR', 'vi'],
    ['/', '', 'vi'],
    ['/?lang=en', 'vi', 'en'],
    ['/?lang=fr', 'en', 'en'],
    ['/?lang=en&lang=vi', 'vi', 'vi'],
  ])('%s for a phone that reads "%s" is in %s', async (path, accepted, language) => {
    const { portal, totals } = await startTrial();
    const answer = await request(portal).get(path).set('Accept-Language', accepted);
    expect(answer.text).toContain(`<html lang="${language}">`);
    expect(await totals()).toMatchObject({ shown: 1 });
  });

  test('shows a name from the config as text, whatever it holds', async () => {
    const { portal } = await startTrial();
    const { text } = await request(portal).get('/?lang=vi');
    expect(text).toContain('Chốt &lt;b&gt;số&lt;/b&gt; 1 &amp; 2');
    expect(text).not.toContain('<b>số');
  });

  test('is allowed by its own policy: one style, one script, forms to itself, nothing else', async () => {
    const { portal } = await startTrial();
    const { headers } = await request(portal).get('/');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';style-src 'sha256-[^']+';script-src 'sha256-[^']+';img-src data:;form-action 'self';base-uri 'none';frame-ancestors 'none'$/,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('the journey', () => {
  test('guide, tap, connected, tap again', async () => {
    const { portal, totals } = await startTrial();
    const guide = await request(portal).get('/?lang=en');
    const [, action = ''] = /<form class="accept" method="post" action="([^"]+)"/.exec(guide.text) ?? [];
    const tap = await request(portal).post(action);
    expect([tap.status, tap.headers.location]).toEqual([303, '/connected?lang=en']);
    const connected = await request(portal).get(tap.headers.location ?? '');
    expect(connected.status).toBe(200);
    await request(portal).post(action).expect(303);
    // Whoever is online reads the guide again without being counted as shown.
    await request(portal).get('/?lang=en').expect(200);
    expect(await totals()).toEqual({
      device: 1,
      shown: 1,
      session: 1,
      renewed: 1,
      opened: 0,
      refused: 0,
      uplink_down_seconds: 0,
    });
  });

  test('a captive phone that asks for /connected is led to the guide', async () => {
    const { portal } = await startTrial();
    await request(portal).get('/connected').expect(303).expect('Location', '/?lang=vi');
  });

  test('too many phones get a page that says so, in their language', async () => {
    const { port, portal, totals } = await startTrial({ maxClients: 1 });
    await request(portal).post('/accept').expect(303);
    const { status, body } = await ask({
      port,
      method: 'POST',
      path: '/accept?lang=en',
      localAddress: '127.0.0.2',
    });
    expect(status).toBe(503);
    expect(body.toString()).toContain(catalog.locales.get('en')?.errors.gateFull?.title);
    expect(await totals()).toMatchObject({ session: 1, refused: 1 });
  });

  test('a destination is explained, opened and counted', async () => {
    const { portal, totals } = await startTrial();
    for (const [id, url] of [
      ['tokhaiyte', 'https://tokhaiyte.vn/'],
      ['bluezone', 'https://bluezone.gov.vn/'],
    ] as const) {
      await request(portal).get(`/guide/${id}?lang=en`).expect(200);
      await request(portal).get(`/go/${id}`).expect(302).expect('Location', url);
      await request(portal).head(`/go/${id}`).expect(302);
    }
    expect(await totals()).toMatchObject({ opened: 2 });
  });
});

describe('a store', () => {
  const play = 'https://play.google.com/store/apps/details?id=com.mic.bluezone';

  test('is shut to a captive phone, which is led to the page that says so, and counted when it opens', async () => {
    const { portal, totals } = await startTrial();
    await request(portal)
      .get('/go/bluezone?store=android')
      .expect(303)
      .expect('Location', '/guide/bluezone?lang=vi');
    expect(await totals()).toMatchObject({ opened: 0 });
    await request(portal).post('/accept').expect(303);
    await request(portal).get('/go/bluezone?store=android').expect(302).expect('Location', play);
    expect(await totals()).toMatchObject({ opened: 1 });
  });

  test('that there is not, or that a stranger names, is the destination itself', async () => {
    const { portal } = await startTrial();
    await request(portal).post('/accept').expect(303);
    for (const [id, store, url] of [
      ['tokhaiyte', 'android', 'https://tokhaiyte.vn/'],
      ['bluezone', 'https://evil.example/', 'https://bluezone.gov.vn/'],
      ['bluezone', '__proto__', 'https://bluezone.gov.vn/'],
    ] as const)
      await request(portal).get(`/go/${id}?store=${store}`).expect(302).expect('Location', url);
  });
});

test('a session that is over is said so on the guide, for ten minutes', async () => {
  const { portal, clock } = await startTrial();
  const guide = async () => (await request(portal).get('/?lang=en')).text;
  const over = 'Your WiFi time is over';
  expect(await guide()).not.toContain(over);
  await request(portal).post('/accept').expect(303);
  expect(await guide()).not.toContain(over);
  clock.pass(120 * 60_000);
  expect(await guide()).toContain(over);
  clock.pass(10 * 60_000);
  expect(await guide()).not.toContain(over);
});

test('the place`s own code has a page where it has one, and none where it has not', async () => {
  const without = await startTrial();
  await request(without.portal).get('/check-in').expect(404);
  const { portal } = await startTrial({
    written: { place: 'name.vi = "Chốt"\nlocation_qr = "https://qr.tokhaiyte.vn/?id=1"' },
  });
  const { text } = await request(portal).get('/check-in?lang=vi').expect(200);
  for (const part of ['https://qr.tokhaiyte.vn/?id=1', 'Bluezone', 'NCOVI', 'Vietnam Health Declaration'])
    expect(text).toContain(part);
});

/** A request from a phone of one's own choice, answered with the bytes as they come. */
function ask(options: RequestOptions): Promise<{ status: number | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks) }));
    });
    asked.on('error', reject).end();
  });
}
