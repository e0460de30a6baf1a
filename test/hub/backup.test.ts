import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { enrolled, keptIn, live, openStore, pullOnce, startBusyTrial, storePath } from './collecting.ts';

const BACKUP = fileURLToPath(new URL('../../deploy/hub/backup.mjs', import.meta.url));

function copy(from: string, to: string): void {
  execFileSync(process.execPath, [BACKUP, from, to]);
}

test('a copy that was made while a pull had the file open brings the same figures back, and the next pull goes on', async () => {
  const trial = await startBusyTrial(3);
  const [path, aside] = [storePath(), storePath()];
  expect(await pullOnce(path, enrolled(trial))).toBe('whole');
  const other = openStore(path);
  copy(path, aside);
  other.close();
  const figures = keptIn(path);
  expect(figures.length).toBeGreaterThan(0);

  await live(trial, 2);
  expect(await pullOnce(path, enrolled(trial))).toBe('whole');
  const later = keptIn(path);
  expect(later).not.toEqual(figures);

  copy(aside, path);
  expect(keptIn(path)).toEqual(figures);
  expect(await pullOnce(path, enrolled(trial))).toBe('whole');
  expect(keptIn(path)).toEqual(later);
});

test('what is no database is not copied, and the copy of yesterday stays', () => {
  const [path, aside] = [storePath(), storePath()];
  writeFileSync(
    path,
    'no database, but longer than the head of one is: a hundred bytes, of which the first sixteen tell it',
  );
  writeFileSync(aside, 'yesterday');
  const { status, stderr } = spawnSync(process.execPath, [BACKUP, path, aside], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('Cách sửa');
  expect(readFileSync(aside, 'utf8')).toBe('yesterday');
  expect(existsSync(`${aside}.new`)).toBe(false);
});
