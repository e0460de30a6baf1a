import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { ROOT } from '../example.ts';
import { cli } from './cli.ts';

const SAMPLE = join(ROOT, 'deploy/raspberry-pi/checkpoint.toml');

/** A system that is mounted somewhere, with the example's config. */
function mounted() {
  const root = temporaryFolder();
  const config = join(root, 'etc/checkpoint-portal/checkpoint.toml');
  mkdirSync(join(root, 'etc/checkpoint-portal'), { recursive: true });
  cpSync(SAMPLE, config);
  return {
    root,
    config,
    apply: (...words: string[]) => cli(['config', 'apply', '--root', root, ...words], 'en'),
  };
}

test('a dry run names each file and writes none', async () => {
  const { root, apply } = mounted();
  const { status, stdout } = await apply('--dry-run');
  expect([status, stdout]).toEqual([
    0,
    expect.stringContaining('+ /etc/checkpoint-portal/system/nftables.conf\n'),
  ]);
  expect(readdirSync(join(root, 'etc'))).toEqual(['checkpoint-portal']);
  expect(readdirSync(join(root, 'etc/checkpoint-portal'))).toEqual(['checkpoint.toml']);
});

test('the files are put in their places, once', async () => {
  const { root, config, apply } = mounted();
  const first = await apply();
  expect([first.status, first.stdout]).toEqual([0, expect.stringContaining('systemd does not run here')]);
  expect(readFileSync(join(root, 'etc/checkpoint-portal/system/checkpoint.toml'))).toEqual(
    readFileSync(config),
  );
  expect(await apply()).toEqual({ status: 0, stdout: 'nothing has changed\n', stderr: '' });
});

test('another file becomes the config, and the one before is kept', async () => {
  const { root, config, apply } = mounted();
  await apply();
  const other = join(root, 'other.toml');
  writeFileSync(other, readFileSync(config, 'utf8').replace('KHAI BAO Y TE', 'KHAI BAO'));
  const before = readFileSync(config);
  expect((await apply('--config', other)).status).toBe(0);
  expect(readFileSync(config)).toEqual(readFileSync(other));
  expect(readFileSync(`${config}.previous`)).toEqual(before);
});

test('a bad config is told with all its problems, and changes nothing', async () => {
  const { root, config, apply } = mounted();
  writeFileSync(config, readFileSync(config, 'utf8').replace('"br0"', '"b r 0"').replace('"wwan0"', '7'));
  const { status, stderr } = await apply();
  expect([status, stderr.match(/Remedy/g)?.length]).toEqual([78, 2]);
  expect(readdirSync(join(root, 'etc'))).toEqual(['checkpoint-portal']);
});
