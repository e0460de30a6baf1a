import { createPrivateKey } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createNoticePull } from '../../src/checkpoint/flows/notice-pull.ts';
import { createNotices } from '../../src/checkpoint/flows/notices.ts';
import { packBundle } from '../../src/checkpoint/system/notices/bundle.ts';
import { createBundleStore } from '../../src/checkpoint/system/notices/bundle-store.ts';
import { createNoticeFolder } from '../../src/checkpoint/system/notices/folder.ts';
import { createNoticeViews } from '../../src/checkpoint/web/traveler/notice-views.ts';
import { fillIn } from '../../src/domain/fill-in.ts';
import { makeKeys } from '../../src/platform/ed25519.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { catalog, ROOT } from '../example.ts';
import { createBundleShelf } from './bundle-shelf.ts';
import { bundleOf, noticeFile, writeNotices } from './notice-files.ts';
import { startTrial } from './trial.ts';

const keys = makeKeys();
const key = createPrivateKey(keys.privatePem);
const HOUR_MS = 3_600_000;

describe('the notices', () => {
  test('are those of the folder and of the district, the most important first', async () => {
    const { notices } = await scene({ 'a.vi.md': noticeFile() });
    await notices.take(packBundle(bundleOf(1), key));
    expect(notices.current().map(({ id, from }) => [id, from])).toEqual([
      ['tu-huyen', 'bundle'],
      ['a', 'folder'],
    ]);
  });

  test('have another version whenever what is shown changes, and else the same', async () => {
    const { notices, folder, clock } = await scene({ 'a.vi.md': noticeFile() });
    const seen = [notices.version()];
    const expectChange = (isChange: boolean) => {
      expect(notices.version() !== seen.at(-1)).toBe(isChange);
      seen.push(notices.version());
    };
    await notices.job.run();
    expectChange(false);
    writeNotices(folder, { 'a.vi.md': noticeFile({}, 'Khác.') });
    await notices.job.run();
    expectChange(true);
    await notices.take(packBundle(bundleOf(1), key));
    expectChange(true);
    // The same id, another text.
    await notices.take(packBundle(bundleOf(2, 'Khác'), key));
    expectChange(true);
    clock.setWall(Date.parse('2021-02-28T16:59:59Z'));
    expectChange(false);
    // Midnight in Viet Nam: both vanish, though nobody has looked at the folder.
    clock.pass(1000);
    expectChange(true);
    expect(notices.current()).toEqual([]);
  });

  test('are all shown by a box whose clock was never set', async () => {
    const { notices, clock } = await scene({ 'a.vi.md': noticeFile() });
    clock.setWall(0);
    expect(notices.current()).toHaveLength(1);
  });

  test('vanish with their files', async () => {
    const { notices, folder } = await scene({ 'a.vi.md': noticeFile() });
    rmSync(`${folder}/notices`, { recursive: true });
    await notices.job.run();
    expect([notices.current(), notices.faults()]).toEqual([[], []]);
  });

  test('tell a fault once, for as long as it lasts, and more than ten', async () => {
    const many = Array.from({ length: 11 }, (_, n) => [`n${n + 10}.vi.md`, noticeFile()] as const);
    const { notices, log, folder } = await scene({ ...Object.fromEntries(many), 'bad.vi.md': 'x' });
    await notices.job.run();
    expect(notices.current()).toHaveLength(10);
    expect(notices.faults().map(({ where }) => where)).toEqual(['bad.vi.md', 'n20']);
    expect(log.lines).toEqual([
      expect.stringMatching(/^<4>notices: bad\.vi\.md:1: there is no head.*Remedy: begin with/),
      expect.stringMatching(/^<4>notices: n20: not shown/),
    ]);
    rmSync(`${folder}/notices/bad.vi.md`);
    await notices.job.run();
    writeNotices(folder, { 'bad.vi.md': 'x' });
    await notices.job.run();
    expect(log.lines).toHaveLength(3);
  });
});

describe('the pages` view of the notices', () => {
  test('is in the reader`s language or the nearest, and each text is made once', async () => {
    const { notices } = await scene({
      'a.vi.md': noticeFile(),
      'a.en.md': noticeFile({ title: 'title = "Declare"' }),
      'b.vi.md': noticeFile({}, '[x](https://tokhaiyte.vn)'),
    });
    const views = createNoticeViews({ ...notices, hosts: ['tokhaiyte.vn'] });
    expect(await views('en')).toEqual([
      expect.objectContaining({ id: 'a', lang: 'en', title: 'Declare', date: '1/2/2021' }),
      expect.objectContaining({ id: 'b', lang: 'vi', html: '<p><a href="https://tokhaiyte.vn/">x</a></p>' }),
    ]);
    expect((await views('lo')).map(({ lang }) => lang)).toEqual(['en', 'vi']);
  });
});

describe('the guide`s own notice', () => {
  const view = { id: 'a', date: '1/2/2021', lang: 'vi', source: 'Sở Y tế', html: '' } as const;
  const render = (notices: readonly object[]) =>
    ejs.renderFile(join(ROOT, 'views/partials/top-notice.ejs'), {
      t: catalog.locales.get('vi'),
      lang: 'vi',
      icon: (name: string) => `(${name})`,
      fill: fillIn,
      notices,
    });

  test('is the most important one, with a word and a drawing', async () => {
    const html = await render([
      { ...view, importance: 'urgent', title: '<b>Khẩn</b>' },
      { ...view, importance: 'normal', title: 'Thường' },
    ]);
    for (const part of [
      '(warning)',
      'Thông báo khẩn',
      '&lt;b&gt;Khẩn',
      'Sở Y tế',
      'href="/notices?lang=vi"',
      '2 thông báo',
    ])
      expect(html).toContain(part);
    expect(html).not.toContain('Thường');
  });

  test('is nothing where there is none', async () => {
    expect((await render([])).trim()).toBe('');
  });
});

describe('fetching the district`s bundle', () => {
  test('takes what is new, once an hour, and is quiet while nothing is', async () => {
    const { notices, shelf, pull, round } = await pulling();
    shelf.put(packBundle(bundleOf(1), key));
    expect(await round()).toBe(HOUR_MS);
    expect(await round()).toBe(HOUR_MS);
    shelf.put(packBundle(bundleOf(2), key));
    await round();
    expect([notices.bundle()?.sequence, pull.faults()]).toEqual([2, []]);
  });

  test('waits longer and longer where nobody answers, up to an hour, and says so until it is well', async () => {
    const { shelf, pull, round } = await pulling();
    shelf.put('silence');
    const waits = [];
    for (let n = 0; n < 8; n += 1) waits.push((await round()) / 60_000);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(pull.faults()).toEqual([expect.objectContaining({ where: 'notices.url' })]);
    shelf.put(packBundle(bundleOf(1), key));
    expect(await round()).toBe(HOUR_MS);
    expect(pull.faults()).toEqual([]);
    shelf.put('nothing');
    expect(await round()).toBe(60_000);
  });

  test('tells of a bundle that is refused until another one is there, and does not load it again', async () => {
    const { notices, shelf, pull, round } = await pulling();
    await notices.take(packBundle(bundleOf(5), key));
    shelf.put(packBundle(bundleOf(4), key));
    expect(await round()).toBe(HOUR_MS);
    expect(pull.faults()).toEqual([expect.objectContaining({ where: 'notices.url, bundle' })]);
    expect(await round()).toBe(HOUR_MS);
    expect([pull.faults().length, shelf.loads()]).toEqual([1, 1]);
    shelf.put(packBundle(bundleOf(6), key));
    await round();
    expect([pull.faults(), notices.bundle()?.sequence]).toEqual([[], 6]);
  });

  test('asks nobody while the uplink is down', async () => {
    const { shelf, round, uplink } = await pulling();
    uplink('down');
    expect(await round()).toBe(60_000);
    expect(shelf.fetches()).toBe(0);
    uplink('up');
    shelf.put(packBundle(bundleOf(1), key));
    await round();
    expect(shelf.fetches()).toBe(1);
  });
});

describe('the whole portal', () => {
  test('shows notices as they are, and nothing in them becomes HTML', async () => {
    const head = { title: 'title = "<b>Khẩn</b> & <%= 1 %>"', source: `source = '"><script>x</script>'` };
    const { portal } = await startTrial({ noticeFiles: { 'a.vi.md': noticeFile(head, '<img src=x>') } });
    const page = async () => (await request(portal).get('/notices?lang=vi')).text;
    await expect.poll(page).toContain('&lt;b&gt;Khẩn&lt;/b&gt; &amp; &lt;%= 1 %&gt;');
    expect(await page()).toContain('&#34;&gt;&lt;script&gt;x&lt;/script&gt;');
    expect(await page()).toContain('<p>&lt;img src=x&gt;</p>');
    expect(await page()).toContain('1/2/2021');
    expect((await page()).replace(/<script type="module">.*?<\/script>/s, '')).not.toMatch(
      /<(script|img|b)\b/,
    );
  });

  test('takes a bundle from whoever has a token, and shows it at once', async () => {
    const { report, portal, token } = await trialWithKey();
    const put = (body: Buffer | string, bearer = token) =>
      request(report)
        .put('/api/v1/notices')
        .auth(bearer, { type: 'bearer' })
        .type('json')
        .send(body.toString());
    expect((await request(portal).get('/notices?lang=vi')).text).not.toContain('Thông báo của huyện');
    const bundle = packBundle(bundleOf(7), key);
    expect((await put(bundle, 'cp_none')).status).toBe(401);
    const first = await put(bundle);
    expect([first.status, first.body]).toEqual([200, { taken: true, sequence: 7, notices: 1 }]);
    expect((await put(bundle)).body).toMatchObject({ taken: false });
    const page = (await request(portal).get('/notices?lang=vi')).text;
    for (const words of [
      'Thông báo của huyện',
      'Trung tâm Y tế huyện',
      '<strong>rửa tay</strong>',
      'Thông báo quan trọng',
    ]) {
      expect(page).toContain(words);
    }
    expect((await request(portal).get('/notices?lang=en')).text).toContain(
      '<h2 lang="vi">Thông báo của huyện</h2>',
    );
    const list = await request(report).get('/api/v1/notices').auth(token, { type: 'bearer' });
    expect(list.body).toEqual({
      shown: [
        {
          id: 'tu-huyen',
          importance: 'important',
          date: '2021-02-01',
          expires: '2021-02-28',
          languages: ['vi'],
          from: 'bundle',
        },
      ],
      bundle: { issued: '2021-02-01T01:00:00.000Z', sequence: 7 },
      faults: [],
    });
  });

  test.each([
    ['an old one', () => packBundle(bundleOf(3), key).toString(), 409, 'bundle-old'],
    [
      'an altered one',
      () => packBundle(bundleOf(9), key).toString().replace('"payload":"ey', '"payload":"eY'),
      403,
      'bundle-signature',
    ],
    ['nothing', () => '', 422, 'bundle-format'],
    ['a flood', () => ' '.repeat(300_000), 413, 'bundle-too-large'],
  ])('refuses %s with words, and goes on with the one in use', async (_, body, status, code) => {
    const { report, token } = await trialWithKey();
    const at = request(report);
    const put = (text: string) =>
      at.put('/api/v1/notices').auth(token, { type: 'bearer' }).type('json').send(text);
    await put(packBundle(bundleOf(7), key).toString());
    const answer = await put(body());
    expect([answer.status, answer.body.error]).toEqual([
      status,
      { code, message: expect.any(String), hint: expect.any(String) },
    ]);
    const list = await at.get('/api/v1/notices').auth(token, { type: 'bearer' });
    expect(list.body.bundle.sequence).toBe(7);
    const wrong = await at.post('/api/v1/notices').auth(token, { type: 'bearer' });
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, HEAD, PUT']);
  });
});

async function scene(files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  const clock = createTestClock();
  const log = createMemoryLog();
  const notices = createNotices({
    noticeFolder: createNoticeFolder(writeNotices(folder, files)),
    bundleStore: createBundleStore(folder, keys.publicKey),
    clock,
    log,
  });
  await notices.job.run();
  return { notices, folder, clock, log };
}

async function pulling() {
  const { notices } = await scene();
  const shelf = createBundleShelf();
  let state: 'up' | 'down' = 'up';
  const uplinkWatch = { view: () => ({ state, fault: undefined }) };
  const pull = createNoticePull({ source: shelf.source, notices, uplinkWatch });
  return {
    notices,
    shelf,
    pull,
    uplink(now: 'up' | 'down') {
      state = now;
    },
    /** One round of the job; resolves to how long it waits after it. */
    async round(): Promise<number> {
      await Promise.resolve(pull.job.run()).catch(() => undefined);
      const { everyMs } = pull.job;
      return typeof everyMs === 'number' ? everyMs : everyMs();
    },
  };
}

function trialWithKey() {
  return startTrial({ notices: `publisher_key = "${keys.publicKey}"` });
}
