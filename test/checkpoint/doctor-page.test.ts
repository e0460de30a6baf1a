import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { doctorReport } from './doctor-report.ts';
import { elementsOf, hasClass, named, textOf } from './html.ts';
import { startTrial } from './trial.ts';

/** A portal in whose reach the doctor has left this, so many minutes ago. */
async function startDoctor(left: string | object | undefined, minutesAgo = 0) {
  const trial = await startTrial();
  const { report, token, folder, clock } = trial;
  const file = join(folder, 'doctor', 'report.json');
  mkdirSync(join(folder, 'doctor'));
  if (typeof left === 'string') writeFileSync(file, left);
  if (typeof left === 'object')
    writeFileSync(file, JSON.stringify({ ...left, monotonicMs: clock.monotonicMs() }));
  clock.pass(minutesAgo * 60_000);
  const login = await request(report).post('/login').set('Origin', report).type('form').send({ token });
  const cookie = String(login.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  return {
    ...trial,
    file,
    cookie,
    read: async (lang = 'vi') => {
      const { status, text } = await request(report).get(`/doctor?lang=${lang}`).set('Cookie', cookie);
      return { status, text, elements: elementsOf(text) };
    },
    ask: async () => (await request(report).get('/api/v1/doctor').auth(token, { type: 'bearer' })).body,
  };
}

describe('the doctor’s page', () => {
  test('shows what is bad first, each with what it means, what to do and how to look again', async () => {
    const { read } = await startDoctor(doctorReport(), 3);
    const { status, elements, text } = await read('en');
    expect(status).toBe(200);
    const cards = elements.filter((element) => hasClass(element, 'fault'));
    expect(cards.map((card) => textOf(card).trim().split(/\s+/)[0])).toEqual(['Bad', 'Mind']);
    expect(text).toContain('Looked at 3 minutes ago: 1 bad, 1 to mind, 1 good.');
    expect(textOf(cards[0] as never)).toMatch(/no route or no link.*Meaning.*Remedy.*Check again/s);
    const commands = named(elements, 'code').map(textOf);
    expect(commands).toContain('timedatectl timesync-status');
    expect(commands).toContain('ip route');
    expect(text).toContain('Tổ trực chốt');
    expect(text).not.toContain('`');
  });

  test('speaks Vietnamese, and is linked from the officer’s page', async () => {
    const { read, report, cookie } = await startDoctor(doctorReport());
    expect((await read('vi')).text).toContain('1 mục hỏng, 1 cần chú ý, 1 tốt');
    const first = await request(report).get('/?lang=vi').set('Cookie', cookie);
    expect(first.text).toContain('href="/doctor?lang=vi"');
  });

  test('is for who is logged in, and for nobody else', async () => {
    const { report, token } = await startDoctor(doctorReport());
    const answer = await request(report).get('/doctor?lang=en');
    expect([answer.status, answer.headers.location]).toEqual([303, '/?lang=en']);
    expect((await request(report).get('/api/v1/doctor')).status).toBe(401);
    expect((await request(report).post('/doctor')).status).toBe(405);
    expect((await request(report).put('/api/v1/doctor').auth(token, { type: 'bearer' })).status).toBe(405);
  });

  test('of a box that is well says so and calls nobody', async () => {
    const { read } = await startDoctor({ ...doctorReport(), level: 'green', checks: [] });
    const { text, elements } = await read('en');
    expect(elements.filter((element) => hasClass(element, 'good'))).toHaveLength(1);
    expect(text).not.toContain('For help call');
  });

  test('says that a report is old, and still shows it', async () => {
    const { read, ask } = await startDoctor(doctorReport(), 90);
    const { text } = await read('en');
    expect(text).toContain('This report is 90 minutes old');
    expect(text).toContain('no route or no link');
    expect(await ask()).toMatchObject({ state: 'old', ageMinutes: 90, report: { level: 'red' } });
  });

  test.each<[string, string | object | undefined, string]>([
    ['no file', undefined, 'missing'],
    ['an empty file', '', 'broken'],
    ['half a report', JSON.stringify(doctorReport()).slice(0, 300), 'broken'],
    ['no object', '[1, 2]', 'broken'],
    ['null', 'null', 'broken'],
    ['an unknown level', { ...doctorReport(), level: 'purple' }, 'broken'],
    ['checks that are no list', { ...doctorReport(), checks: { length: 3 } }, 'broken'],
    ['a finding without words', { ...doctorReport(), checks: [{ id: 'x', findings: [{}] }] }, 'broken'],
    [
      'a report of another start of the machine',
      JSON.stringify({ ...doctorReport(), monotonicMs: 1e12 }),
      'broken',
    ],
    ['a megabyte', JSON.stringify({ ...doctorReport(), more: 'x'.repeat(1 << 20) }), 'broken'],
  ])('%s: %s', async (_what, left, state) => {
    const { read, ask } = await startDoctor(left);
    const { status, text, elements } = await read('en');
    expect(status).toBe(200);
    expect(named(elements, 'p').map(textOf).join()).toContain('systemctl');
    expect(text).not.toContain('Looked at');
    expect(await ask()).toEqual({ state });
  });

  test('waits for nobody who has put a pipe in the report’s place', async () => {
    const { ask, file } = await startDoctor(undefined);
    execFileSync('mkfifo', [file]);
    expect(await ask()).toEqual({ state: 'broken' });
  });

  test('takes hostile words for words, and passes on no field that it does not know', async () => {
    const evil = '"><script>alert(1)</script>`<b>`{n}';
    const [check] = doctorReport().checks;
    const words = { vi: evil, en: evil };
    const finding = {
      level: 'red',
      what: words,
      meaning: words,
      remedy: words,
      again: evil,
      mac: '02:00:00:00:00:01',
    };
    const { read, ask } = await startDoctor({
      ...doctorReport(),
      checks: [{ ...check, id: evil, name: words, findings: [finding] }],
      phones: ['02:00:00:00:00:01'],
    });
    const { text, elements } = await read('en');
    expect(named(elements, 'script')).toEqual([]);
    expect(text).not.toContain('<script');
    expect(textOf(named(elements, 'strong').at(0) as never)).toBe(evil);
    expect(JSON.stringify(await ask())).not.toContain('02:00');
  });
});
