import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createConfigMigrate } from '../../src/cli/config-migrate.ts';
import { temporaryFolder } from '../doubles.ts';
import { ROOT } from '../example.ts';
import { cli } from './cli.ts';

const ROW = { since: '1.2.3', from: 'uplink.card', to: 'interface', text: { vi: 'rõ hơn', en: 'clearer' } };

function oldConfig(): string {
  const file = join(temporaryFolder(), 'checkpoint.toml');
  const text = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
  writeFileSync(file, text.replace(/(\[uplink\]\s+)interface/, '$1card'));
  chmodSync(file, 0o640);
  return file;
}

async function migrate(file: string) {
  let told = '';
  const output = { write: (text: string) => (told += text) };
  await createConfigMigrate([ROW]).run(
    {
      root: ROOT,
      version: '1.2.3',
      tongue: 'en',
      stdin: Readable.from([]),
      stdout: output,
      stderr: output,
      journal: false,
      ending: () => new AbortController().signal,
    },
    { positionals: [], options: { config: file } },
  );
  return told;
}

test('a config of an older version becomes a good one, says why, and is kept as it was', async () => {
  const file = oldConfig();
  const before = readFileSync(file, 'utf8');
  expect((await cli(['config', 'check', '--config', file])).status).toBe(78);
  expect(await migrate(file)).toContain('uplink.card is now interface (since 1.2.3): clearer');
  expect((await cli(['config', 'check', '--config', file])).status).toBe(0);
  expect(readFileSync(`${file}.before-1.2.3`, 'utf8')).toBe(before);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('one in which nothing has to change is not touched', async () => {
  const file = oldConfig();
  await migrate(file);
  const { mtimeNs } = statSync(file, { bigint: true });
  expect(await migrate(file)).toBe('');
  expect(statSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs);
  const untouched = `${ROOT}deploy/raspberry-pi/checkpoint.toml`;
  expect((await cli(['config', 'migrate', '--config', untouched])).status).toBe(0);
  expect(existsSync(`${untouched}.before-1.2.3`)).toBe(false);
});
