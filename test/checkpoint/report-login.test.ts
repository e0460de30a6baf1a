import { gzipSync } from 'node:zlib';
import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import { attribute, elementsOf, named } from './html.ts';
import { startTrial } from './trial.ts';

type Trial = Awaited<ReturnType<typeof startTrial>>;

/** As a browser sends the form of the page. */
function logIn({ report }: Pick<Trial, 'report'>, token: string, headers: Record<string, string> = {}) {
  return request(report)
    .post('/login?lang=en')
    .set({ Origin: report, ...headers })
    .type('form')
    .send({ token });
}

function cookieOf(answer: Response): string {
  return String(answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

async function isLoggedIn({ report }: Trial, cookie: string): Promise<boolean> {
  const page = await request(report).get('/').set('Cookie', cookie).expect(200);
  return !page.text.includes('action="/login');
}

describe('the login of the officer’s page', () => {
  test('asks for a token in a form, without which no figure is shown', async () => {
    const { report } = await startTrial();
    const page = await request(report).get('/?lang=en').expect(200);
    const elements = elementsOf(page.text);
    const [form] = named(elements, 'form');
    expect(form && [attribute(form, 'method'), attribute(form, 'action')]).toEqual([
      'post',
      '/login?lang=en',
    ]);
    expect(named(elements, 'input').map((input) => attribute(input, 'name'))).toEqual([
      'checkpoint',
      'token',
    ]);
    expect(named(elements, 'label').map((label) => attribute(label, 'for'))).toEqual(['token']);
    expect(page.text).toContain('checkpoint-portal token create NAME');
    expect(named(elements, 'svg').some((svg) => attribute(svg, 'role') === 'img')).toBe(false);
  });

  test('opens with a token, and the cookie holds nothing of it', async () => {
    const trial = await startTrial();
    const answer = await logIn(trial, `  ${trial.token}\n`).expect(303).expect('Location', '/?lang=en');
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^checkpoint_report=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const [, id = '', secret = ''] = /^cp_(\w{8})_(.+)$/.exec(trial.token) ?? [];
    expect([cookie.includes(id), cookie.includes(secret)]).toEqual([false, false]);
    expect(await isLoggedIn(trial, cookieOf(answer))).toBe(true);
    const again = cookieOf(await logIn(trial, trial.token, { Cookie: cookieOf(answer) }));
    expect(again).not.toBe(cookieOf(answer));
    expect([await isLoggedIn(trial, again), await isLoggedIn(trial, cookieOf(answer))]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    ['a wrong token', 'token=cp_00000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 401],
    ['nothing', '', 401],
    ['an empty one', 'token=', 401],
    ['two', 'token=a&token=b', 401],
    ['markup', 'token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E', 401],
    ['one without end', `token=${'a'.repeat(600)}`, 413],
    ['many fields', 'a=1&b=2&c=3&d=4&e=5', 413],
  ])('stays shut to %s, and says what to do', async (_what, body, status) => {
    const { report, log } = await startTrial();
    const answer = await request(report).post('/login?lang=en').set('Origin', report).type('form').send(body);
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.text).toContain('ask the technician for a new one: checkpoint-portal token create NAME');
    expect(answer.text).not.toContain('<script');
    expect(log.lines.filter((line) => /report page|alert|aaaa/.test(line))).toEqual([]);
  });

  test.each([
    ['application/json', (token: string) => JSON.stringify({ token }), 401],
    ['text/plain', (token: string) => `token=${token}`, 401],
  ])('takes a form only: no %s', async (type, bodyOf, status) => {
    const { report, token } = await startTrial();
    const answer = await request(report)
      .post('/login')
      .set({ Origin: report, 'Content-Type': type })
      .send(bodyOf(token));
    expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
  });

  test('takes no compressed form, which could grow', async () => {
    const { report, token } = await startTrial();
    const answer = await fetch(`${report}/login`, {
      method: 'POST',
      headers: {
        Origin: report,
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Encoding': 'gzip',
      },
      body: new Uint8Array(gzipSync(`token=${token}`)),
    });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([415, null]);
  });

  test('ends at once when the token is revoked', async () => {
    const trial = await startTrial();
    const { id, token } = trial.tokens.create('huyện khác');
    const [mine, theirs] = [cookieOf(await logIn(trial, trial.token)), cookieOf(await logIn(trial, token))];
    expect(await isLoggedIn(trial, theirs)).toBe(true);
    trial.tokens.revoke(id);
    expect([await isLoggedIn(trial, theirs), await isLoggedIn(trial, mine)]).toEqual([false, true]);
    const refused = await request(trial.report).get('/api/v1/counts').set('Cookie', theirs);
    expect([refused.status, refused.body.error.code]).toEqual([401, 'login-over']);
    await logIn(trial, token).expect(401);
  });

  test('ends after twelve hours, whatever happens to the wall clock, and says so', async () => {
    const trial = await startTrial();
    const cookie = cookieOf(await logIn(trial, trial.token));
    trial.clock.pass(12 * 3_600_000 - 1);
    trial.clock.setWall(Date.parse('2031-01-01T00:00:00Z'));
    expect(await isLoggedIn(trial, cookie)).toBe(true);
    trial.clock.pass(1);
    const page = await request(trial.report).get('/?lang=en').set('Cookie', cookie).expect(200);
    expect(page.text).toContain('The login is over');
    expect(page.text).toContain('action="/login');
  });

  test('ends with a logout, for whoever kept the cookie too', async () => {
    const trial = await startTrial();
    const cookie = cookieOf(await logIn(trial, trial.token));
    const answer = await request(trial.report)
      .post('/logout?lang=vi')
      .set({ Origin: trial.report, Cookie: cookie })
      .expect(303)
      .expect('Location', '/?lang=vi');
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^checkpoint_report=; Path=\/; Expires=Thu, 01 Jan 1970 .*HttpOnly; SameSite=Strict$/,
    );
    expect(await isLoggedIn(trial, cookie)).toBe(false);
  });

  test('is remembered for a hundred at most: the oldest ends', async () => {
    const trial = await startTrial();
    const first = cookieOf(await logIn(trial, trial.token));
    const second = cookieOf(await logIn(trial, trial.token));
    for (let count = 0; count < 99; count++) await logIn(trial, trial.token).expect(303);
    expect([await isLoggedIn(trial, first), await isLoggedIn(trial, second)]).toEqual([false, true]);
  });

  test.each([
    ['another site', { Origin: 'http://evil.example' }],
    ['the traveler’s side of the same box', { Origin: 'http://127.0.0.1:8080' }],
    ['a sandboxed page', { Origin: 'null' }],
    ['a page that hides where it is', {}],
    ['another site, by an old browser', { Referer: 'http://evil.example/127.0.0.1' }],
    ['no address at all', { Origin: 'javascript:alert(1)' }],
  ])('takes no form of %s', async (_who, headers) => {
    const trial = await startTrial();
    const { report, token } = trial;
    const cookie = cookieOf(await logIn(trial, token));
    const forged = await request(report).post('/login').set(headers).type('form').send({ token });
    expect([forged.status, forged.headers['set-cookie']]).toEqual([403, undefined]);
    await request(report)
      .post('/logout')
      .set({ ...headers, Cookie: cookie })
      .expect(403);
    expect(await isLoggedIn(trial, cookie)).toBe(true);
  });

  test('takes the form of a browser that knows no Origin', async () => {
    const { report, token } = await startTrial();
    const old = request(report).post('/login').set('Referer', `${report}/?lang=vi`).type('form');
    await old.send({ token }).expect(303);
  });

  test.each([
    ['get', '/login', 303],
    ['get', '/logout', 303],
    ['post', '/', 405],
    ['put', '/login', 405],
    ['delete', '/logout', 405],
  ] as const)('%s %s is answered %d, and ends nothing', async (method, path, status) => {
    const trial = await startTrial();
    const cookie = cookieOf(await logIn(trial, trial.token));
    const answer = await request(trial.report)[method](path).set({ Cookie: cookie, Origin: trial.report });
    expect(answer.status).toBe(status);
    expect(await isLoggedIn(trial, cookie)).toBe(true);
  });

  test('opens the counts to the page’s own links, and nothing else', async () => {
    const trial = await startTrial();
    const cookie = cookieOf(await logIn(trial, trial.token));
    const ask = (path: string) => request(trial.report).get(path).set('Cookie', cookie);
    const csv = await ask('/api/v1/counts?format=csv').expect(200);
    expect(csv.headers['content-disposition']).toContain('attachment; filename=so-lieu-thu-nghiem-');
    await ask('/api/v1/checkpoint').expect(401);
    await ask('/api/v1/notices').expect(401);
    await request(trial.report).post('/api/v1/counts').set('Cookie', cookie).expect(401);
    await request(trial.report).put('/api/v1/notices').set('Cookie', cookie).send('x').expect(401);
    // A token that is sent counts, and not what the browser adds to it.
    await ask('/api/v1/counts').auth('cp_wrong', { type: 'bearer' }).expect(401);
  });

  test.each(['/', '/login'])('%s is kept by nobody and shown in no frame', async (path) => {
    const { report, token } = await startTrial();
    const answer =
      path === '/' ? await request(report).get(path) : await logIn({ report }, `${token}x`).expect(401);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none';.*form-action 'self';.*frame-ancestors 'none'/,
      ),
    });
    expect(answer.headers['content-security-policy']).not.toMatch(/script-src|unsafe/);
  });
});
