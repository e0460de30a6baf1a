import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import request from 'supertest';
import { expect, onTestFinished, test } from 'vitest';
import { createFeed } from '../../src/checkpoint/flows/feed.ts';
import { createLinkWatch } from '../../src/checkpoint/flows/link-watch.ts';
import { createNotices } from '../../src/checkpoint/flows/notices.ts';
import { createSelfTests } from '../../src/checkpoint/flows/self-tests.ts';
import { createSessions } from '../../src/checkpoint/flows/sessions.ts';
import { createUplinkWatch } from '../../src/checkpoint/flows/uplink-watch.ts';
import { createMachine } from '../../src/checkpoint/system/machine.ts';
import { createControlApp } from '../../src/checkpoint/web/control.ts';
import { createReportApp } from '../../src/checkpoint/web/district/app.ts';
import { run } from '../../src/cli/run.ts';
import type { LinkAnswer } from '../../src/domain/link.ts';
import { closeServer } from '../../src/platform/close-server.ts';
import { listenOnSocket } from '../../src/platform/unix-socket.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { checkpointOf, ROOT } from '../example.ts';

const SITES = [
  { id: 'tokhaiyte', kind: 'site', label: 'tokhaiyte.vn', url: 'https://tokhaiyte.vn/' },
  { id: 'bluezone', kind: 'app', label: 'Bluezone', url: 'https://bluezone.gov.vn/' },
];

/** Nothing is printed here. */
const NO_KIT = { list: async () => [], read: async () => undefined };

test('the district is told of each destination how it stands, since when, and how fresh that is', async () => {
  const { district, pass, answers } = await scene();
  const destinations = async () => (await district()).body.destinations;
  expect(await destinations()).toEqual(SITES.map((site) => ({ ...site, state: 'unknown' })));
  await pass(60);
  expect(await destinations()).toEqual(
    SITES.map((site) => ({ ...site, state: 'alive', checkedMinutesAgo: 0, changedMinutesAgo: 0 })),
  );
  answers.set('bluezone.gov.vn', { fault: 'name' });
  await pass(50 * 60);
  expect(await destinations()).toMatchObject([
    { id: 'tokhaiyte', state: 'alive', checkedMinutesAgo: 20, changedMinutesAgo: 50 },
    { id: 'bluezone', state: 'dead', checkedMinutesAgo: 3, changedMinutesAgo: 13 },
  ]);
});

test('the district is told whose checkpoint it is, which program runs, and how clock and uplink stand', async () => {
  const { district, pass, clock } = await scene();
  await pass(90);
  // Somebody has set the clock: the start is told by today's, as that of the boot was wrong.
  clock.setWall(clock.epochMs() + 3_600_000);
  const { body, headers } = await district();
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toEqual({
    id: 'thu-nghiem',
    name: { vi: 'Chốt số 1' },
    publicKey: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    district: 'Ayun Pa',
    province: 'Gia Lai',
    contacts: [{ name: 'Tổ trực chốt', phone: '115' }],
    languages: ['vi', 'en'],
    version: '1.2.3',
    startedAt: '2021-02-01T09:30:00+07:00',
    uptimeSeconds: 90,
    clock: 'ntp',
    lastEnding: 'closed',
    powerCuts: { count: 0 },
    damagedLedgers: [],
    uplink: { state: 'up' },
    push: { state: 'off' },
    destinations: [expect.any(Object), expect.any(Object)],
  });
});

test.each([
  ['vi', {}, 'good'],
  ['en', {}, 'good'],
  [
    'vi',
    { status: 404 },
    'không mở được (HTTP 404), đã 13 phút\n    Cách sửa: nếu trang đã đổi địa chỉ: sửa [destination.bluezone] url',
  ],
  [
    'en',
    { fault: 'tls' },
    'does not answer (bad https certificate), for 13 minutes\n    Remedy: if the site has moved: set url in [destination.bluezone]',
  ],
] as const)('status tells the technician, in %s, of %j', async (language, answer, words) => {
  const { status, pass, answers } = await scene();
  await pass(60);
  if (words !== 'good') answers.set('bluezone.gov.vn', answer as LinkAnswer);
  await pass(50 * 60);
  const { exit, stdout } = await status(language);
  if (words === 'good') expect([exit, stdout]).toEqual([0, expect.not.stringContaining('bluezone')]);
  else expect([exit, stdout]).toEqual([1, expect.stringContaining(`  bluezone:          ${words}\n`)]);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

/** The sides of a district and of a technician, over places that answer as the test says. */
async function scene() {
  const folder = temporaryFolder();
  const toml = `
destinations = ["tokhaiyte", "bluezone"]
[checkpoint]
id = "thu-nghiem"
name = { vi = "Chốt số 1" }
district = "Ayun Pa"
province = "Gia Lai"
contacts = [{ name = "Tổ trực chốt", phone = "115" }]
[access]
interface = "wifi"
ssid = "KHAI BAO Y TE"
[uplink]
interface = "uplink"
[gate]
simulated = true
[storage]
directory = "${folder}"
control_socket = "${join(folder, 'portal.sock')}"
`;
  const checkpoint = checkpointOf(toml);
  const [clock, log] = [createTestClock(), createMemoryLog()];
  const machine = createMachine({ checkpoint, clock, log });
  onTestFinished(machine.close);
  const answers = new Map<string, LinkAnswer>();
  const links = { check: async (url: string) => answers.get(new URL(url).hostname) ?? { status: 200 } };
  const uplinkWatch = createUplinkWatch({ ...machine, clock, log, changed: () => undefined });
  const { destinations } = checkpoint;
  const linkWatch = createLinkWatch({
    ...machine,
    destinations,
    links,
    uplinkWatch,
    clock,
    log,
    pace: undefined,
  });
  const notices = createNotices({ ...machine, clock, log });
  const own = { checkpoint, clock, log, uplinkWatch, linkWatch, notices, startedMs: clock.monotonicMs() };
  const parts = {
    ...machine,
    ...own,
    feed: createFeed({ ...machine, checkpoint, clock }),
    sessions: createSessions(clock),
    selfTests: createSelfTests(clock),
    version: '1.2.3',
    root: ROOT,
    kit: NO_KIT,
    pushReport: () => ({ state: 'off' }) as const,
  };
  const control = createServer(createControlApp({ ...parts, revoke: async () => 0, certificate: undefined }));
  await listenOnSocket(control, checkpoint.storage.controlSocket, 0o600);
  onTestFinished(() => closeServer(control));
  const config = join(folder, 'checkpoint.toml');
  writeFileSync(config, toml);
  const { token } = machine.tokens.create('huyện');
  const report = createReportApp(parts);
  return {
    clock,
    answers,
    district: () => request(report).get('/api/v1/checkpoint').auth(token, { type: 'bearer' }).expect(200),
    status: (language: string) => statusOf(config, language),
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 10) {
        clock.pass(10_000);
        await linkWatch.job.run();
      }
    },
  };
}

/** `checkpoint-portal status`, as it is typed. */
async function statusOf(config: string, language: string) {
  let stdout = '';
  const write = (text: string) => {
    stdout += text;
  };
  const exit = await run(['status', '--config', config], {
    root: ROOT,
    version: '1.2.3',
    language,
    stdin: Readable.from([]),
    stdout: { write },
    stderr: { write },
    journal: false,
    ending: () => new AbortController().signal,
  });
  return { exit, stdout };
}
