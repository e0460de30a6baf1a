import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS, publicDefinitions, publicNote } from '../../src/domain/definitions.ts';
import { kitFilesOf } from '../../src/print/kit.ts';
import { exampleCheckpoint } from '../example.ts';
import { startTrial } from './trial.ts';

/** 2021-02-01 in Vietnam, where the trial's clock stands at half past eight in the morning. */
const TODAY = '2021-02-01';

describe('the report API', () => {
  test('answers the counts of today by default, with all that is needed to judge them', async () => {
    const { report, portal, token } = await startTrial();
    await request(portal).post('/accept');
    const answer = await request(report).get('/api/v1/counts').auth(token, { type: 'bearer' }).expect(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.body).toEqual({
      checkpoint: { id: 'thu-nghiem', name: { vi: 'Chốt <b>số</b> 1 & 2', en: 'Checkpoint 1' } },
      period: { from: TODAY, to: TODAY, by: 'day', timeZone: 'Asia/Ho_Chi_Minh' },
      asOf: '2021-02-01T08:00+07:00',
      clock: 'ntp',
      totals: { device: 1, shown: 0, session: 1, renewed: 0, opened: 0, refused: 0, uplink_down_seconds: 0 },
      completeness: { hoursExpected: 1, hoursPresent: 1, hoursEstimated: 0 },
      rows: [
        {
          start: TODAY,
          hoursExpected: 1,
          hoursPresent: 1,
          hoursEstimated: 0,
          totals: {
            device: 1,
            shown: 0,
            session: 1,
            renewed: 0,
            opened: 0,
            refused: 0,
            uplink_down_seconds: 0,
          },
          parts: { device: { 'family=other': 1 }, session: { 'family=other': 1, 'language=vi': 1 } },
        },
      ],
      definitions: DEFINITIONS,
    });
  });

  test('answers what may be published of days that are over: small figures are hidden, others rounded down', async () => {
    const { report, portal, token, clock } = await startTrial();
    for (let view = 0; view < 27; view++) await request(portal).get('/');
    await request(portal).post('/accept');
    for (let tap = 0; tap < 13; tap++) await request(portal).post('/accept');
    clock.pass(36 * 3_600_000);
    await request(portal).post('/accept');
    const ask = (query: string) =>
      request(report).get(`/api/v1/counts?public=1${query}`).auth(token, { type: 'bearer' });
    const { body } = await ask(`&from=${TODAY}&to=2021-02-02`).expect(200);
    expect(body).toMatchObject({
      public: { below: 10 },
      period: { from: TODAY, to: TODAY, by: 'day' },
      totals: { device: '<10', shown: 20, session: '<10', renewed: 10, refused: 0 },
      completeness: { hoursExpected: 16 },
      definitions: publicDefinitions(10),
    });
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0].parts.session).toEqual({
      'family=android': '<10',
      'family=apple': '<10',
      'family=other': '<10',
      'family=windows': '<10',
      'language=en': '<10',
      'language=vi': '<10',
    });
    expect(Object.keys(body.rows[0].parts.opened)).toContain('destination=bluezone');
    // Yesterday, and the month that it lies in up to yesterday.
    expect((await ask('')).body.period).toMatchObject({ from: TODAY, to: TODAY });
    const month = (await ask('&by=month')).body;
    expect([month.period.to, month.rows[0].start]).toEqual([TODAY, '2021-02']);
    const file = await ask('&format=csv');
    expect(file.headers['content-disposition']).toBe(
      'attachment; filename=so-lieu-cong-khai-thu-nghiem-2021-02-01--2021-02-01.csv',
    );
    expect(file.text).toMatch(/\r\nthu-nghiem,2021-02-01,16,1,0,ntp,<10,20,<10,10,0,0,0,/);
    expect(file.text).toContain(publicNote(10).vi);
  });

  test.each([
    ['text/csv', ''],
    ['*/*', '&format=csv'],
  ])('writes CSV that Excel opens (Accept: %s)', async (accept, format) => {
    const { report, token, clock } = await startTrial();
    clock.pass(2 * 3_600_000);
    const answer = await request(report)
      .get(`/api/v1/counts?from=${TODAY}&to=${TODAY}&by=hour${format}`)
      .set('Accept', accept)
      .auth(token, { type: 'bearer' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [table, explained = ''] = answer.text.split(`${','.repeat(12)}\r\n`, 2);
    expect(table).toBe(
      '\uFEFFcheckpoint,start,hours_expected,hours_present,hours_estimated,clock,device,shown,session,renewed,opened,refused,uplink_down_seconds\r\n' +
        'thu-nghiem,2021-02-01T08:00+07:00,1,1,0,ntp,0,0,0,0,0,0,0\r\n' +
        'thu-nghiem,2021-02-01T09:00+07:00,1,0,0,ntp,0,0,0,0,0,0,0\r\n' +
        'thu-nghiem,2021-02-01T10:00+07:00,1,0,0,ntp,0,0,0,0,0,0,0\r\n',
    );
    expect(explained).toBe(`"${DEFINITIONS.note.vi}"`);
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename=so-lieu-thu-nghiem-2021-02-01--2021-02-01.csv',
    );
  });

  test.each([
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ''],
    ['*/*', '&format=xlsx'],
  ])('writes a workbook (Accept: %s)', async (accept, format) => {
    const { report, token } = await startTrial();
    const answer = await fetch(`${report}/api/v1/counts?by=month${format}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: accept },
    });
    expect(answer.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename=so-lieu-thu-nghiem-2021-02-01--2021-02-28.xlsx',
    );
    // What stands in it LibreOffice says, in a test of its own.
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  });

  test.each([
    ['week', '2021-02-01', '2021-02-07'],
    ['month', '2021-02', '2021-02-28'],
  ])('answers for the %s that runs, up to now', async (by, start, to) => {
    const { report, token, clock } = await startTrial();
    clock.pass(26 * 3_600_000);
    const answer = await request(report).get(`/api/v1/counts?by=${by}`).auth(token, { type: 'bearer' });
    expect(answer.body.period).toMatchObject({ from: TODAY, to, by });
    expect(answer.body.rows).toHaveLength(1);
    expect(answer.body.rows[0]).toMatchObject({ start, hoursExpected: 27 });
  });

  test('serves travelers while a workbook is written', async () => {
    const { report, portal, token, clock } = await startTrial();
    // As long as one may be by hour, so that there are many pages' time to serve.
    clock.pass(30 * 86_400_000);
    const month = `${report}/api/v1/counts?from=${TODAY}&to=2021-03-03&by=hour&format=xlsx`;
    const order: string[] = [];
    const ask = async (url: string, what: string) => {
      const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
      await answer.arrayBuffer();
      order.push(what);
      return answer.status;
    };
    await ask(portal, 'guide');
    const sheets = [1, 2].map(() => ask(month, 'workbook'));
    for (let count = 0; count < 5; count++) await ask(portal, 'guide');
    expect(await Promise.all(sheets)).toEqual([200, 200]);
    expect(order.slice(1)).toEqual([...Array(5).fill('guide'), 'workbook', 'workbook']);
  }, 30_000);

  test.each([
    ['/api/v1/counts?from=2021-02-30&to=2021-03-01', 400, 'period-date'],
    ['/api/v1/counts?from=2021-02-02&to=2021-02-01', 400, 'period-order'],
    ['/api/v1/counts?by=minute', 400, 'period-granularity'],
    ['/api/v1/counts?from=2010-01-01&to=2021-02-01', 400, 'period-too-long'],
    ['/api/v1/counts?format=docx', 406, 'format-unknown'],
    ['/api/v1/counts?public=1&by=hour', 400, 'period-hour-public'],
    [`/api/v1/counts?public=1&from=${TODAY}`, 400, 'period-not-over'],
    ['/api/v1/counts?public=true', 400, 'public-value'],
    ['/api/v1/counts?public', 400, 'public-value'],
    ['/api/v1/counts?public=1&public=1', 400, 'public-value'],
    ['/api/v1/people', 404, 'not-found'],
    ['/print-kit/', 404, 'not-found'],
    ['/print-kit/..%2fpackage.json', 404, 'not-found'],
    ['/print-kit/constructor', 404, 'not-found'],
  ])('%s says what is wrong and what to do', async (path, status, code) => {
    const { report, token } = await startTrial();
    const answer = await request(report).get(path).auth(token, { type: 'bearer' });
    expect(answer.status).toBe(status);
    expect(answer.body.error).toEqual({ code, message: expect.any(String), hint: expect.any(String) });
  });

  test('answers what the checkpoint is and how it stands, to nobody without a token', async () => {
    const { report, token, clock } = await startTrial();
    clock.pass(61_000);
    const path = '/api/v1/checkpoint';
    const answer = await request(report).get(path).auth(token, { type: 'bearer' }).expect(200);
    expect(answer.body).toMatchObject({
      id: 'thu-nghiem',
      name: { vi: 'Chốt <b>số</b> 1 & 2', en: 'Checkpoint 1' },
      contacts: [{ name: 'Tổ trực chốt', phone: '115' }],
      publicKey: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      version: '1.2.3',
      startedAt: '2021-02-01T08:30:00+07:00',
      uptimeSeconds: 61,
      uplink: { state: 'up' },
      lastEnding: 'closed',
      powerCuts: { count: 0 },
      destinations: expect.arrayContaining([expect.objectContaining({ id: 'tokhaiyte', state: 'unknown' })]),
    });
    const refused = await request(report).get(path);
    expect([refused.status, refused.body.error.code]).toEqual([401, 'no-token']);
  });

  test.each(['counts', 'checkpoint'])('is only read: %s', async (name) => {
    const { report, token } = await startTrial();
    const answer = await request(report).post(`/api/v1/${name}`).auth(token, { type: 'bearer' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test.each([
    ['nothing', {}, 'no-token'],
    ['a password', { Authorization: 'Basic YTpi' }, 'no-token'],
    [
      'a wrong token',
      { Authorization: 'Bearer cp_00000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
      'wrong-token',
    ],
    ['a token in the address', {}, 'no-token'],
  ])('opens to nobody with %s', async (what, headers, code) => {
    const { report, token } = await startTrial();
    const query = what.includes('address') ? `?token=${token}` : '';
    const answer = await request(report).get(`/api/v1/counts${query}`).set(headers);
    expect([answer.status, answer.body.error.code, answer.headers['www-authenticate']]).toEqual([
      401,
      code,
      'Bearer',
    ]);
  });

  test('shows the print kit to anybody: what hangs on the wall is no secret', async () => {
    const { report } = await startTrial();
    const page = await request(report).get('/').expect(200).expect('Content-Type', /html/);
    const style = /<style>(.*)<\/style>/s.exec(page.text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page.headers['content-security-policy']).toContain(
      `default-src 'none';style-src 'sha256-${hash}'`,
    );
    expect(page.text).toContain('Chốt &lt;b&gt;số&lt;/b&gt; 1 &amp; 2');
    expect(page.text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    const links = [...page.text.matchAll(/href="(\/print-kit\/[^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(kitFilesOf(exampleCheckpoint()).length);
    for (const link of links) {
      const [type, start] = link.endsWith('.pdf')
        ? ['application/pdf', '%PDF']
        : ['text/plain; charset=utf-8', 'BẢN'];
      const file = await fetch(report + link);
      const bytes = Buffer.from(await file.arrayBuffer());
      expect([file.status, file.headers.get('content-type')]).toEqual([200, type]);
      expect(bytes.toString('utf8').startsWith(start)).toBe(true);
      // Made once and kept.
      expect(bytes.equals(Buffer.from(await (await fetch(report + link)).arrayBuffer()))).toBe(true);
    }
  }, 30_000);

  test('serves travelers while paper is made, which takes longer than many of their pages', async () => {
    const { report, portal } = await startTrial();
    const order: string[] = [];
    const ask = async (url: string, what: string) => {
      await (await fetch(url)).arrayBuffer();
      order.push(what);
    };
    // So that all that is made once is there, and only paper is left to do.
    await ask(portal, 'guide');
    await ask(`${report}/print-kit/bulletin.txt`, 'paper');
    const sheets = ['poster-a4.pdf', 'leaflet-a5.pdf'].map((name) =>
      ask(`${report}/print-kit/${name}`, 'paper'),
    );
    for (let count = 0; count < 10; count++) await ask(portal, 'guide');
    await Promise.all(sheets);
    expect(order.slice(2)).toEqual([...Array(10).fill('guide'), 'paper', 'paper']);
  }, 30_000);

  test.each([
    ['/', 'en-GB,en', 'Print kit'],
    ['/', 'ko', 'Bộ tài liệu để in'],
    ['/?lang=vi', 'en', 'Bộ tài liệu để in'],
    ['/?lang=<script>', 'en', 'Print kit'],
  ])('the page %s speaks to a reader of %s', async (path, languages, words) => {
    const { report } = await startTrial();
    expect((await request(report).get(path).set('Accept-Language', languages)).text).toContain(words);
  });

  test('tells a monitor whether counting works, without a token', async () => {
    const { report } = await startTrial();
    await request(report)
      .get('/healthz')
      .expect(200, { ok: true, ledger: 'ok', key: 'ok', lastEnding: 'closed' });
  });

  test('tells of a ledger that was found damaged, as long as its file lies there', async () => {
    const { report, token, folder } = await startTrial({ ledgerFile: 'a power cut wrote this'.repeat(500) });
    const damage = { file: 'ledger.db.damaged-1', foundAt: '2021-02-01T08:00+07:00', counters: 0, tokens: 0 };
    const health = () => request(report).get('/healthz').expect(200);
    await expect.poll(async () => (await health()).body.damagedLedgers).toEqual([{ ...damage, done: true }]);
    const checkpoint = await request(report).get('/api/v1/checkpoint').auth(token, { type: 'bearer' });
    expect(checkpoint.body.damagedLedgers).toEqual([{ ...damage, done: true }]);
    rmSync(join(folder, damage.file));
    expect((await health()).body).not.toHaveProperty('damagedLedgers');
  });
});
