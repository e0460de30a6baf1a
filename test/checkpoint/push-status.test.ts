import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';
import { cli } from '../cli/cli.ts';
import { type HubFault, startHub } from './hub.ts';
import { startTrial } from './trial.ts';

const HOUR_MS = 3_600_000;

/** The whole portal program with a hub, three taps that are over by now, and its command line. */
async function start(always?: HubFault) {
  let publicKey = () => '';
  const hub = await startHub(() => publicKey(), always ? { always } : {});
  const trial = await startTrial({ reporting: `push = "${hub.url}"` });
  publicKey = trial.publicKey;
  const config = join(trial.folder, 'checkpoint.toml');
  writeFileSync(config, trial.toml);
  const status = (language: string) => cli(['status', '--config', config, '--lang', language]);
  const district = async () => {
    const answer = await request(trial.report)
      .get('/api/v1/checkpoint')
      .auth(trial.token, { type: 'bearer' })
      .expect(200);
    return answer.body.push;
  };
  return { hub, trial, status, district };
}

test('the portal hands its counts over by itself, and says so', async () => {
  const { hub, trial, status, district } = await start();
  await expect.poll(() => hub.batches.length).toBe(2);
  expect(await district()).toEqual({ state: 'ok', deliveredMinutesAgo: 0, hoursWaiting: 0 });
  await request(trial.portal).post('/accept').expect(303);
  trial.clock.pass(HOUR_MS / 2);
  expect(await district()).toEqual({ state: 'ok', deliveredMinutesAgo: 30, hoursWaiting: 1 });
  const { stdout } = await status('en');
  expect(stdout).toMatch(/^Push: +delivered 30 minutes ago, 1 hours wait$/m);
  expect(stdout).toMatch(/^Clock: +set by a time server$/m);
  expect((await status('vi')).stdout).toMatch(/^Gửi số liệu: +gửi xong 30 phút trước, còn 1 giờ chờ gửi$/m);
  await trial.stop();
});

test.each([
  [
    'status 500',
    'en',
    /^the hub does not take the counts \(HTTP 500\)\n {4}Remedy: see reporting.push; ask/m,
  ],
  ['no JSON', 'vi', /^hub trả lời sai \(ack\)\n {4}Cách sửa: báo cho huyện: /m],
] as const)('what is wrong is told with its remedy: %s', async (fault, language, words) => {
  const { status, district } = await start(fault);
  await expect.poll(district).toMatchObject({ state: 'failing' });
  const told = await status(language);
  expect([told.status, told.stdout]).toEqual([1, expect.stringMatching(words)]);
  expect(told.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('without a hub it says that it is off', async () => {
  const trial = await startTrial();
  const config = join(trial.folder, 'checkpoint.toml');
  writeFileSync(config, trial.toml);
  const { stdout, status } = await cli(['status', '--config', config, '--lang', 'en']);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^Push: +off \(no reporting.push\)$/m)]);
});

test('a portal that is told to end while the hub does not answer ends at once', async () => {
  const { hub, trial } = await start('no answer');
  await expect.poll(() => hub.requests.length).toBe(1);
  const beganMs = performance.now();
  await trial.stop();
  expect(performance.now() - beganMs).toBeLessThan(2000);
  expect(trial.log.lines.filter((line) => line.includes('hub'))).toEqual([]);
});
