import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Certificate, inDays, makeCertificate, makeChain } from '../certificates.ts';
import { type Answer, curl } from './clients/curl.ts';
import { askDhclient, askDhclient6, askUdhcpc } from './clients/dhcp.ts';
import { query } from './clients/query.ts';
import { resolve } from './clients/resolve.ts';
import { type Command, run } from './command.ts';
import { labTest } from './lab-test.ts';
import type { Phone } from './phone.ts';
import type { Router } from './router.ts';

const NAME = 'wifi.example.vn';
const URI = `https://${NAME}/captive-portal/api`;
const WITHIN = { timeout: 15_000, interval: 250 };
/** A phone that asks DHCP oftener than a phone does is not answered: 30 packets and then one each ten seconds. */
const WITHIN_DHCP = { timeout: 25_000, interval: 1500 };

const { root, middle, leaf } = makeChain(NAME);
const GOOD = { chain: [leaf, middle], key: leaf };

const test = labTest({
  config: `[tls]
name = "${NAME}"
certificate = "/run/tls/certificate.pem"
key = "/run/tls/key.pem"
authorities = "/run/tls/root.pem"
`,
  prepare(run) {
    mkdirSync(join(run, 'tls'));
    mkdirSync(join(run, 'systemd/timesync'), { recursive: true });
    // As systemd-timesyncd says that a time server has set the clock.
    writeFileSync(join(run, 'systemd/timesync/synchronized'), '');
    writeFileSync(join(run, 'tls/root.pem'), root.pem);
    writeCertificate(run, GOOD);
  },
});

describe('with a good certificate', () => {
  test('T2, T5, T7: each DHCP client that asks hears the same URI, bare, and one that does not ask hears nothing', async ({
    phone,
  }) => {
    await untilOffered(phone);
    expect(await askDhclient(phone)).toBe(URI);
    expect(await askDhclient6(phone)).toBe(URI);
    // dnsmasq ends a text with a NUL for clients that end their own name with one.
    expect(await askUdhcpc(phone, ['-O', '114', '-x', '0x0c:706574657200'])).toBe(URI);
    expect(await askUdhcpc(phone, [])).toBeUndefined();
  });

  test('the name leads to the portal and nowhere else, over both families', async ({ phone, lab }) => {
    expect(await resolve(phone, NAME)).toEqual(['10.77.0.1', expect.stringMatching(/^fd.*::1$/)]);
    expect(await query(phone, NAME, 'HTTPS')).toEqual({ code: 0, records: [] });
    expect(await ask(phone, lab.router, '-4')).toMatchObject({ exit: 0, status: 200 });
    await expect.poll(() => ask(phone, lab.router, '-6'), WITHIN).toMatchObject({ exit: 0, status: 200 });
  });

  test('T19, T20: the API follows one phone`s tap within a second and leaves the other as it is', async ({
    phone,
    lab,
  }) => {
    const other = await lab.addPhone();
    const captive = async (who: Phone) => JSON.parse((await ask(who, lab.router)).body);
    expect(await captive(phone)).toMatchObject({ captive: true, 'user-portal-url': `https://${NAME}/` });
    const guide = await curl(phone, `https://${NAME}/`);
    expect(guide.body).toContain('method="post"');
    const tap = await curl(phone, `https://${NAME}/accept`, '--request', 'POST');
    expect([tap.status, tap.headers.location]).toEqual([303, ['/connected?lang=vi']]);
    const answer = await captive(phone);
    expect(answer).toMatchObject({ captive: false, 'venue-info-url': `https://${NAME}/` });
    expect(answer['seconds-remaining']).toBeGreaterThan(7190);
    expect(await captive(other)).toMatchObject({ captive: true });
    expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
  });

  test('a phone of IPv6 alone is told of it and known by it', async ({ lab }) => {
    const phone = await lab.addPhone('ipv6');
    expect(await askDhclient6(phone)).toBe(URI);
    expect(JSON.parse((await ask(phone, lab.router)).body)).toMatchObject({ captive: true });
    expect((await curl(phone, `https://${NAME}/accept`, '--request', 'POST')).status).toBe(303);
    expect(JSON.parse((await ask(phone, lab.router)).body)).toMatchObject({ captive: false });
  });

  test('a captive phone reaches no other https, and nobody the API from the uplink`s side', async ({
    phone,
    lab,
  }) => {
    expect((await curl(phone, 'https://example.com/')).exit).toBe(28);
    const at = (command: Command): Command => ['ip', 'netns', 'exec', `${lab.name}-internet`, ...command];
    await run(at(['ip', 'route', 'add', '10.77.0.1/32', 'via', '203.0.113.2']));
    expect((await curl({ at }, 'http://10.77.0.1:8080/')).exit).toBe(28);
    expect((await curl({ at }, 'https://10.77.0.1:8443/')).exit).toBe(28);
    await run(at(['ip', 'route', 'delete', '10.77.0.1/32']));
  });
});

describe('T12: the option is withdrawn at a start with a certificate that', () => {
  const ended = makeChain(NAME, { until: inDays(-1) });
  const own = makeCertificate({ subject: NAME, name: NAME });
  const other = makeCertificate({ subject: 'other', name: 'other.example.vn', issuer: root });
  const late = makeCertificate({ subject: NAME, name: NAME, issuer: root, until: inDays(2) });
  const cases: readonly (readonly [string, readonly Certificate[], string])[] = [
    ['has ended', [ended.leaf, ended.middle], 'has expired'],
    ['ends in two days', [late], 'within three days'],
    ['is signed by itself', [own], 'self-signed'],
    ['is for another name', [other], 'not for tls.name'],
    ['is served by halves', [leaf], 'does not lead to an authority'],
  ];
  test.for(cases)('%s', async ([, chain, why], { lab: { router }, phone }) => {
    const [key = leaf] = chain;
    await restartWith(router, GOOD);
    await untilOffered(phone);
    await restartWith(router, { chain, key });
    await expect.poll(() => askUdhcpc(phone), WITHIN_DHCP).toBeUndefined();
    expect(await askDhclient6(phone)).toBeFalsy();
    const status = await router.cli('status', '--json').catch(({ stdout }) => stdout as string);
    expect(JSON.parse(status).certificate).toMatchObject({
      good: false,
      why: { en: expect.stringContaining(why) },
    });
    expect((await curl(phone, 'http://captive.apple.com/')).status).toBe(302);
  });

  test('is good again: it comes back', async ({ lab: { router }, phone }) => {
    await restartWith(router, GOOD);
    await untilOffered(phone);
  });
});

function untilOffered(phone: Phone): Promise<void> {
  return expect.poll(() => askUdhcpc(phone), WITHIN_DHCP).toBe(URI);
}

/** Asks the API as the phone's system does: by its name, trusting that authority only. */
function ask(phone: Phone, { leases }: Router, ...options: string[]): Promise<Answer> {
  const authority = join(leases, '../../tls/root.pem');
  const accept = ['--header', 'Accept: application/captive+json'];
  return curl(phone, URI, '--no-insecure', '--cacert', authority, ...accept, ...options);
}

async function restartWith(
  { portal, leases }: Router,
  files: { chain: readonly Certificate[]; key: Certificate },
): Promise<void> {
  writeCertificate(join(leases, '../..'), files);
  await portal.stop();
  await portal.start();
}

function writeCertificate(
  run: string,
  { chain, key }: { chain: readonly Certificate[]; key: Certificate },
): void {
  writeFileSync(join(run, 'tls/certificate.pem'), chain.map(({ pem }) => pem).join(''));
  writeFileSync(join(run, 'tls/key.pem'), key.keyPem);
}
