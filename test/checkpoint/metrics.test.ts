import request from 'supertest';
import { expect, test } from 'vitest';
import { startTrial } from './trial.ts';

const metricsOf = async ({ report, token }: Awaited<ReturnType<typeof startTrial>>) =>
  (await request(report).get('/metrics').auth(token, { type: 'bearer' }).expect(200)).text;

test('a program that watches many checkpoints is told how this one is, in OpenMetrics', async () => {
  const trial = await startTrial();
  await request(trial.portal).post('/accept').expect(303);
  trial.clock.pass(90_000);
  const answer = await request(trial.report).get('/metrics').auth(trial.token, { type: 'bearer' });
  expect(answer.headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  const lines = answer.text.split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'checkpoint_build{checkpoint="thu-nghiem",version="1.2.3"} 1',
      '# UNIT checkpoint_uptime_seconds seconds',
      'checkpoint_uptime_seconds 90',
      'checkpoint_clients_granted 1',
      'checkpoint_ledger_working 1',
      'checkpoint_clock{quality="ntp"} 1',
      'checkpoint_power_cuts 0',
    ]),
  );
  // No hub: there is nothing to fail.
  expect(answer.text).not.toMatch(/^checkpoint_push/m);
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
});

test('each line is as OpenMetrics 1.0 spells it, and each series has its type before it', async () => {
  const lines = (await metricsOf(await startTrial())).trimEnd().split('\n').slice(0, -1);
  let family = '';
  for (const line of lines) {
    const [, described] = /^# (?:TYPE|UNIT|HELP) (\w+) \S/.exec(line) ?? [];
    const [, sampled] = /^(\w+)(?:\{(?:[a-z]+="[^"\\\n]*",?)+\})? -?\d+(?:\.\d+)?$/.exec(line) ?? [];
    expect(described ?? sampled, line).toBeDefined();
    if (line.startsWith('# TYPE')) family = described ?? '';
    expect(described ?? sampled).toBe(family);
  }
});

test('nobody is told without a token', async () => {
  const { report } = await startTrial();
  await request(report).get('/metrics').expect(401);
  await request(report).post('/metrics').expect(401);
});
