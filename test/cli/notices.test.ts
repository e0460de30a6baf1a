import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wrap } from '../../src/cli/wrap.ts';
import { noticeFile, writeNotices } from '../checkpoint/notice-files.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { temporaryFolder } from '../doubles.ts';
import { cli } from './cli.ts';

const LASTING = { expires: 'expires = "2099-12-31"' };

describe('from the district to the checkpoint', () => {
  test('a key is made, notices are signed, brought on a stick, shown and listed', async () => {
    const desk = temporaryFolder();
    const { publicKey, key } = await makeKey(desk);
    const { toml, folder, clock } = await startTrial({
      notices: publicKey,
      noticeFiles: { 'tai-cho.en.md': noticeFile() },
    });
    // The box is in 2021, the desk in today: only one that no time server has set believes what is dated later.
    clock.setQuality('estimated');
    const config = ['--config', join(folder, 'checkpoint.toml')];
    writeFileSync(join(folder, 'checkpoint.toml'), toml);
    const directory = writeNotices(desk, {
      'rua-tay.vi.md': noticeFile({ ...LASTING, importance: 'importance = "urgent"' }),
      'cu.vi.md': noticeFile(),
    });
    const bundle = join(desk, 'bundle.json');
    const packed = await cli(['notices', 'pack', directory, '--key', key, '--out', bundle, '--lang', 'en']);
    // The district's clock is today's: the one that ended in 2021 is left out.
    expect(packed).toEqual({ status: 0, stdout: `${bundle}: 1 notices, signed\n`, stderr: '' });
    const add = ['notices', 'add', bundle, ...config, '--lang', 'en'];
    expect((await cli(add)).stdout).toBe('notices of the district taken: 1\n');
    expect((await cli(add)).stdout).toBe('this bundle is in use already\n');
    await expect
      .poll(async () => (await cli(['notices', 'list', ...config, '--lang', 'en'])).stdout)
      .toBe(
        'rua-tay\n    urgent, 1/2/2021 until 31/12/2099, vi, the district\n' +
          'tai-cho\n    normal, 1/2/2021 until 28/2/2021, en, a file here\n',
      );
    const json = JSON.parse((await cli(['notices', 'list', ...config, '--json'])).stdout);
    expect(json).toMatchObject({ shown: [{ from: 'bundle' }, { from: 'folder' }], faults: [] });
    const status = await cli(['status', ...config]);
    expect([status.status, status.stdout]).toEqual([0, expect.stringMatching(/Thông báo đang hiện: +2\n/)]);
  });

  test('a bundle of another district is refused with words', async () => {
    const desk = temporaryFolder();
    const { publicKey } = await makeKey(desk, 'one.pem');
    const { key } = await makeKey(desk, 'other.pem');
    const { toml, folder } = await startTrial({ notices: publicKey });
    const config = join(folder, 'checkpoint.toml');
    writeFileSync(config, toml);
    const bundle = join(desk, 'bundle.json');
    await cli(['notices', 'pack', writeNotices(desk, {}), '--key', key, '--out', bundle]);
    for (const [file, words] of [
      [bundle, "the signature is not by the district's key"],
      [config, 'this is no notice bundle'],
      [join(desk, 'nothing'), 'cannot read the bundle'],
    ] as const) {
      const { status, stderr } = await cli(['notices', 'add', file, '--config', config, '--lang', 'en']);
      expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
      expect(stderr).toContain('Remedy: ');
    }
  });
});

test('a faulty file is told by status and list of the running portal, and by check', async () => {
  const { toml, folder } = await startTrial({
    noticeFiles: { 'a.vi.md': noticeFile({ date: 'date = "hôm nay"' }), 'b.vi.md': noticeFile(LASTING) },
  });
  const config = ['--config', join(folder, 'checkpoint.toml')];
  writeFileSync(join(folder, 'checkpoint.toml'), toml);
  await expect.poll(async () => (await cli(['status', ...config])).status).toBe(1);
  for (const words of [['status'], ['notices', 'list'], ['notices', 'check']]) {
    for (const [language, said] of [
      ['vi', /a\.vi\.md:4: date không hợp lệ\n {4}Cách sửa: ngày ra thông báo/],
      ['en', /a\.vi\.md:4: date is not valid\n {4}Remedy: the day of the notice/],
    ] as const) {
      const { status, stdout, stderr } = await cli([...words, ...config, '--lang', language]);
      expect([status, stdout + stderr]).toEqual([1, expect.stringMatching(said)]);
    }
  }
  const { stdout } = await cli(['notices', 'check', ...config, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    good: ['b'],
    faults: [{ where: 'a.vi.md', line: 4 }],
  });
});

describe('the district`s desk', () => {
  test('keeps the private key for its owner, and never writes over one', async () => {
    const desk = temporaryFolder();
    const { key } = await makeKey(desk);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const before = readFileSync(key);
    const again = await cli(['notices', 'key', '--out', key]);
    expect([again.status, again.stdout, readFileSync(key)]).toEqual([1, '', before]);
  });

  test('checks without a config, in 80 columns', async () => {
    const directory = writeNotices(temporaryFolder(), {
      'a.vi.md': noticeFile(LASTING),
      'b.vi.md': noticeFile(),
    });
    expect((await cli(['notices', 'check', directory, '--lang', 'en'])).stdout).toBe(
      `${directory}: 1 good, 1 expired\n`,
    );
    writeNotices(join(directory, '..'), {
      'x y.md': '',
      'c.vi.md': '',
      'd.vi.md': noticeFile({ title: '' }, ''),
    });
    for (const language of ['vi', 'en']) {
      const { status, stderr } = await cli(['notices', 'check', directory, '--lang', language]);
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining(language === 'vi' ? '4 lỗi' : '4 faults'),
      ]);
      for (const line of stderr.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });

  test('signs nothing while a file is faulty, there are too many, or the key is none', async () => {
    const desk = temporaryFolder();
    const { key } = await makeKey(desk);
    const out = join(desk, 'bundle.json');
    const pack = (files: Readonly<Record<string, string>>, by = key) => {
      const folder = join(desk, String(Math.floor(Object.keys(files).length)));
      mkdirSync(folder, { recursive: true });
      return cli(['notices', 'pack', writeNotices(folder, files), '--key', by, '--out', out, '--lang', 'en']);
    };
    const eleven = Array.from({ length: 11 }, (_, n) => [`n${n}.vi.md`, noticeFile(LASTING)] as const);
    const long = ['vi', 'en', 'km', 'lo'].flatMap((tag) =>
      eleven
        .slice(1)
        .map(([name]) => [name.replace('vi', tag), noticeFile(LASTING, 'ក'.repeat(2500))] as const),
    );
    for (const [result, words] of [
      [await pack(Object.fromEntries(long)), 'larger than 256 KB'],
      [await pack({ 'a.vi.md': 'x' }), 'no head'],
      [await pack(Object.fromEntries(eleven)), 'there are 11 notices'],
      [await pack({}, join(desk, 'none.pem')), 'cannot read the private key'],
      [
        await cli(['notices', 'pack', join(desk, 'nowhere'), '--key', key, '--out', out, '--lang', 'en']),
        'no folder',
      ],
      [await cli(['notices', 'pack', desk, '--key', key, '--lang', 'en']), '--out is missing'],
    ] as const) {
      expect([result.status === 0, result.stderr]).toEqual([false, expect.stringContaining(words)]);
      expect(statSync(out, { throwIfNoEntry: false })).toBeUndefined();
    }
  });
});

test('a long line is wrapped at its words', () => {
  const lines = wrap(`    Remedy: ${'word '.repeat(40)}`).split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[0]).toMatch(/^ {4}Remedy: word/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

async function makeKey(folder: string, name = 'district.pem') {
  const key = join(folder, name);
  const { stdout } = await cli(['notices', 'key', '--out', key]);
  expect(stdout).toMatch(/^publisher_key = "[A-Za-z0-9+/]{43}="\n$/);
  return { key, publicKey: stdout };
}
