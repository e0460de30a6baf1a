import { describe, expect, onTestFinished } from 'vitest';
import { UPLINK } from '../../src/domain/uplink-words.ts';
import { accept, curl } from './clients/curl.ts';
import { query } from './clients/query.ts';
import { run } from './command.ts';
import { WEB_ADDRESS } from './internet.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import type { Place } from './namespace.ts';
import { startProgram } from './program.ts';
import { openReports } from './reports.ts';

const PROBE = 'http://connectivitycheck.gstatic.com/generate_204';

/** 1.2.3.4, which every name leads to while there is no internet. */
const OFFLINE = { data: '01020304' };

/** The first of each question is lost: dnsmasq asks again from the same port. */
const LOSS = {
  begin: `nft 'table inet loss {
    set heard { type inet_service; flags timeout; timeout 1m; }
    chain loss { type filter hook input priority 0; udp dport 53 udp sport != @heard add @heard { udp sport } drop; }
  }'`,
  end: 'nft delete table inet loss',
} as const;

const SILENCE = {
  cut: "nft 'table inet cut { chain cut { type filter hook input priority 0; policy drop; }; }'",
  mend: 'nft delete table inet cut',
  fault: 'dns',
} as const;

/** How an uplink dies: at the plug, or somewhere behind it, where the box sees nothing but silence. */
const CUTS = {
  'the cable is out': {
    cut: 'ip link set wan0 down',
    mend: 'ip link set wan0 up; ip -6 address add 2001:2:0:1::1/64 dev wan0 nodad',
    fault: 'route',
    isBusy: false,
    noticedWithinMs: 3000,
  },
  'nothing comes back': {
    ...SILENCE,
    isBusy: false,
    noticedWithinMs: 16_000,
  },
  'nothing comes back, while guests are busy': {
    ...SILENCE,
    isBusy: true,
    noticedWithinMs: 8000,
  },
} as const;

describe.each(Object.entries(CUTS))('when %s', (name, { cut, mend, fault, isBusy, noticedWithinMs }) => {
  test('the guide still comes up and tells it, and all returns by itself', async ({
    lab,
    phone: accepted,
  }) => {
    const { router } = lab;
    const { totals } = await openReports(router);
    const [newcomer, late] = [await lab.addPhone(), await lab.addPhone()];
    await accept(accepted);
    await untilUplink(lab, 'ok', 15_000);
    if (isBusy) await keepBusy(accepted);
    const pids = pidsOf(lab);
    const { granted: grantedBefore } = await statusOf(lab);
    const outages = timesSaid(lab, 'the uplink is down');
    const secondsBefore = (await totals()).uplink_down_seconds ?? 0;

    await inInternet(lab, cut);
    const cutMs = performance.now();
    await untilSaid(lab, 'the uplink is down', outages + 1);
    const noticedMs = performance.now() - cutMs;
    expect(noticedMs).toBeLessThan(noticedWithinMs);
    await untilUplink(lab, fault, 1000);
    await guideComesUp(newcomer);
    const { records } = await query(newcomer, 'example.com', 'A');
    expect(records).toMatchObject([OFFLINE]);
    expect(records[0]?.ttlSeconds).toBeLessThanOrEqual(10);
    for (const type of ['AAAA', 'HTTPS', 'SVCB', 'TXT'] as const)
      expect(await query(newcomer, 'example.com', type), type).toEqual({ code: 0, records: [] });
    expect((await query(newcomer, 'mask.icloud.com', 'A')).code).toBe(3);

    // Honest failure: their phones go over to mobile data.
    expect((await curl(accepted, PROBE)).exit).not.toBe(0);
    expect((await curl(accepted, 'http://10.77.0.1/connected?lang=en')).body).toContain('interrupted');
    const told = await router.cli('status', '--lang', 'en').catch(({ stdout }) => stdout);
    expect(told).toMatch(/Uplink: +down/);
    expect(told).toContain(`Remedy: ${UPLINK[fault].remedy.en}`);

    await inInternet(lab, mend);
    const mendedMs = performance.now();
    await accept(late);
    await expect
      .poll(() => curl(late, PROBE), { timeout: 10_000, interval: 100 })
      .toMatchObject({ status: 204 });
    const onlineMs = performance.now() - mendedMs;
    await untilUplink(lab, 'ok', 10_000);
    const upMs = performance.now() - mendedMs;
    // Whoever was let through before needs no tap; whoever was not is led to the true address of the probe again.
    expect(await curl(accepted, PROBE)).toMatchObject({ status: 204 });
    await expect
      .poll(() => query(newcomer, 'example.com', 'AAAA'), { timeout: 2000, interval: 100 })
      .toMatchObject({ code: 0, records: [{}] });
    expect(await curl(newcomer, PROBE)).toMatchObject({ status: 302 });
    expect(pidsOf(lab)).toEqual(pids);
    expect((await statusOf(lab)).granted).toBe(grantedBefore + 1);

    const counted = ((await totals()).uplink_down_seconds ?? 0) - secondsBefore;
    const downSeconds = (mendedMs + upMs - cutMs - noticedMs) / 1000;
    expect(Math.abs(counted - downSeconds)).toBeLessThan(2);
    process.stdout.write(
      `${name}: noticed after ${seconds(noticedMs)}, a newcomer's tap works ${seconds(onlineMs)} after the return, ` +
        `taken for up after ${seconds(upMs)}\n`,
    );
  });
});

test('a gate that was started anew learns within seconds that the uplink is down', async ({ lab, phone }) => {
  await inInternet(lab, CUTS['the cable is out'].cut);
  await untilUplink(lab, 'route', 5000);
  await lab.router.gate.stop();
  await lab.router.gate.start();
  await expect
    .poll(() => query(phone, 'example.com', 'A'), { timeout: 7000, interval: 200 })
    .toMatchObject({ code: 0, records: [OFFLINE] });
  await inInternet(lab, CUTS['the cable is out'].mend);
  await untilUplink(lab, 'ok', 10_000);
});

test('a question that the uplink loses costs a phone a second, not the five after which it would ask again', async ({
  lab,
  phone,
}) => {
  await inInternet(lab, LOSS.begin);
  onTestFinished(async () => void (await inInternet(lab, LOSS.end)));
  for (const name of ['one.example', 'two.example', 'three.example']) {
    expect(await query(phone, name, 'A'), name).toMatchObject({ code: 0, records: [{}] });
  }
});

/** Within the two seconds of a phone's patience, and what it then shows tells the truth. */
async function guideComesUp(phone: Place): Promise<void> {
  const startedMs = performance.now();
  const { status, headers } = await curl(phone, PROBE);
  expect({ status, to: headers.location }).toEqual({ status: 302, to: ['http://10.77.0.1/'] });
  expect(performance.now() - startedMs).toBeLessThan(2000);
  const guide = await curl(phone, 'http://10.77.0.1/?lang=vi');
  expect(guide.body).toContain('Mạng của chốt đang gián đoạn');
}

/** Until the end of the test. */
async function keepBusy(phone: Place): Promise<void> {
  const ping = await startProgram(phone.at(['busybox', 'ping', '-i', '0.2', WEB_ADDRESS]), /bytes from/);
  onTestFinished(async () => void (await ping.stop()));
}

function inInternet({ name }: Lab, command: string): Promise<string> {
  return run(['ip', 'netns', 'exec', `${name}-internet`, 'sh', '-c', command]);
}

async function statusOf({ router }: Lab): Promise<{ uplink: string; granted: number }> {
  // A fault of the box is told by the status of the command, too.
  const text = await router.cli('status', '--json').catch((error: { stdout: string }) => error.stdout);
  const { uplink, clientsGranted } = JSON.parse(text) as { uplink: string; clientsGranted: number };
  return { uplink, granted: clientsGranted };
}

/** How often the portal has logged it. */
function timesSaid({ router }: Lab, words: string): number {
  return router.portal.output().toString('utf8').split(words).length - 1;
}

async function untilSaid(lab: Lab, words: string, times: number): Promise<void> {
  await expect.poll(() => timesSaid(lab, words), { timeout: 20_000, interval: 20 }).toBe(times);
}

async function untilUplink(lab: Lab, state: string, withinMs: number): Promise<void> {
  await expect
    .poll(() => statusOf(lab).then(({ uplink }) => uplink), { timeout: withinMs, interval: 100 })
    .toBe(state);
}

function pidsOf({ router: { dnsmasq, dnsmasqOffline, gate, portal } }: Lab): readonly unknown[] {
  return [dnsmasq, dnsmasqOffline, gate, portal].map((program) => program.pid());
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
