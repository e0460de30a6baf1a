import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { checkpointOf } from '../example.ts';
import { cli } from './cli.ts';

const ANSWERS =
  'id = gl-02\nname = "Chốt số 2, Ia Pa"\nprovince = Gia Lai\nradio = wlan0\nuplink = eth0\nssid = KHAI BAO\n';

function card(answers = ANSWERS) {
  const root = temporaryFolder();
  mkdirSync(join(root, 'etc'));
  const file = join(root, 'answers.txt');
  writeFileSync(file, answers);
  const config = join(root, 'etc/checkpoint-portal/checkpoint.toml');
  return {
    root,
    config,
    setup: (...words: string[]) => cli(['setup', '--root', root, '--answers', file, ...words], 'en'),
  };
}

test('answers make a checkpoint, its system files and its print kit', async () => {
  const { root, config, setup } = card();
  const { status, stdout, stderr } = await setup();
  expect([status, stderr]).toEqual([0, '']);
  expect(checkpointOf(readFileSync(config, 'utf8'))).toMatchObject({ id: 'gl-02', contacts: [] });
  const kit = join(root, 'var/cache/checkpoint-portal/print-kit/gl-02');
  expect(readdirSync(kit)).toContain('poster-a4.pdf');
  expect(stdout).toContain(`Print and hang up the sign:\n  ${kit}\n`);
  expect(readFileSync(join(root, 'etc/checkpoint-portal/system/hostapd.conf'), 'utf8')).toContain('KHAI BAO');
}, 30_000);

test('what is left out of further answers stays as it is', async () => {
  const { root, config, setup } = card();
  await setup('--print', join(root, 'usb'));
  writeFileSync(join(root, 'answers.txt'), 'port = eth1\n');
  expect((await setup('--print', join(root, 'usb'))).status).toBe(0);
  const { id, access } = checkpointOf(readFileSync(config, 'utf8'));
  expect([id, access.port, access.radio]).toEqual(['gl-02', 'eth1', undefined]);
  expect(checkpointOf(readFileSync(`${config}.previous`, 'utf8')).access.radio?.interface).toBe('wlan0');
});

test('a dry run prints the config and writes nothing', async () => {
  const { root, setup } = card();
  const { status, stdout } = await setup('--dry-run');
  expect([status, checkpointOf(stdout).id]).toEqual([0, 'gl-02']);
  expect(readdirSync(root)).toEqual(['answers.txt', 'etc']);
});

test.each([
  ['wifi = x', 'cannot understand "wifi = x"'],
  ['id = gl-02', 'ssid is missing'],
  [ANSWERS.replace('gl-02', 'GL 02'), 'checkpoint.id'],
])('answers that are not good change nothing: %j', async (answers, words) => {
  const { config, setup } = card(answers);
  const { status, stderr } = await setup();
  expect([status, stderr]).toEqual([78, expect.stringContaining(words)]);
  expect([stderr.includes('Remedy'), existsSync(config)]).toEqual([true, false]);
});

test('a person at the keyboard is asked, and one who leaves has changed nothing', async () => {
  const { root } = card();
  const words = ['setup', '--root', root, '--print', join(root, 'usb')];
  const left = await cli(words, 'vi', 'gl-03\n\n');
  expect([left.status, left.stderr]).toEqual([1, expect.stringContaining('chưa trả lời hết')]);
  expect(readdirSync(join(root, 'etc'))).toEqual([]);
  const { status, stdout } = await cli(
    words,
    'vi',
    'gl-03\nChốt 3\nIa Pa, Gia Lai\nwlan5\nwwan5\nKHAI BAO\n0269 123 456\n',
  );
  expect([status, stdout]).toEqual([0, expect.stringContaining('Xong. Việc tiếp theo')]);
  const config = readFileSync(join(root, 'etc/checkpoint-portal/checkpoint.toml'), 'utf8');
  expect(checkpointOf(config)).toMatchObject({
    id: 'gl-03',
    district: 'Ia Pa',
    access: { radio: { interface: 'wlan5' } },
    contacts: [{ phone: '0269 123 456' }],
  });
  expect(stdout).not.toContain('Thêm số điện thoại');
  const again = await cli(words, 'vi', '\n'.repeat(7));
  expect([again.status, readFileSync(join(root, 'etc/checkpoint-portal/checkpoint.toml'), 'utf8')]).toEqual([
    0,
    config,
  ]);
});

test('a stick that takes no folder costs the paper, and not the checkpoint', async () => {
  const { root, config, setup } = card();
  // What a stick that is full or can only be read says of a new folder, and root is told too.
  const stick = join(root, 'usb');
  writeFileSync(stick, '');
  const { status, stdout, stderr } = await setup('--print', join(stick, 'print-kit'));
  expect([status, existsSync(config)]).toEqual([0, true]);
  expect(stderr).toContain('the print kit is not written (ENOTDIR');
  expect(stderr).toContain('sudo checkpoint-portal print-kit --out');
  expect(stdout).toContain("Add the staff's telephone");
  expect(stdout).not.toContain('hang up the sign');
});

test('the programs may read their files, whatever umask the technician has', async () => {
  const { root, setup } = card();
  const umask = process.umask(0o077);
  onTestFinished(() => void process.umask(umask));
  expect((await setup()).status).toBe(0);
  const { mode } = statSync(join(root, 'etc/checkpoint-portal/system'));
  expect(mode & 0o777).toBe(0o755);
});

test('a whole config is taken as it is', async () => {
  const { root, config, setup } = card();
  const toml = (await setup('--dry-run')).stdout;
  const file = join(root, 'mine.toml');
  writeFileSync(file, toml);
  expect(
    (await cli(['setup', '--root', root, '--config', file, '--print', join(root, 'usb')], 'en')).status,
  ).toBe(0);
  expect(readFileSync(config, 'utf8')).toBe(toml);
});
