import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './build.ts';
import { run } from './command.ts';

const HUB = join(REPOSITORY, 'deploy/hub');
const METRICS = join(REPOSITORY, 'src/checkpoint/web/district/metrics.ts');

test('each alert comes after its time, for the checkpoint that is meant, and Prometheus takes its settings', async () => {
  expect(await run(['promtool', 'check', 'rules', join(HUB, 'checkpoint.rules.yml')])).toContain('5 rules');
  expect(await run(['promtool', 'test', 'rules', join(HUB, 'checkpoint.rules.test.yml')])).toContain(
    'SUCCESS',
  );
  const config = join(HUB, 'prometheus.yml');
  expect(await run(['promtool', 'check', 'config', '--syntax-only', config])).toContain('SUCCESS');
});

test.for(['checkpoint.rules.yml', 'grafana.json'])(
  '%s asks for nothing that a checkpoint does not tell',
  (name) => {
    const asked = readFileSync(join(HUB, name), 'utf8').match(/checkpoint_[a-z_]+/g) ?? [];
    expect(asked.length).toBeGreaterThan(3);
    const told = readFileSync(METRICS, 'utf8').match(/^ {2}checkpoint_[a-z_]+(?=:)/gm) ?? [];
    expect(told.map((series) => series.trim())).toEqual(expect.arrayContaining([...new Set(asked)]));
  },
);

test('systemd finds the nightly collection well confined', async () => {
  const unit = join(HUB, 'checkpoint-pull.service');
  const said = await run([
    'systemd-analyze',
    'security',
    '--offline=true',
    '--threshold=20',
    '--no-pager',
    unit,
  ]);
  expect(said).toContain('Overall exposure level');
});
