import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import { test } from './lab-test.ts';
import type { Phone } from './phone.ts';
import { readProbes } from './probes.ts';
import { openReports } from './reports.ts';
import type { Router } from './router.ts';
import { findTraces, type Identity } from './traces.ts';

const CANARY = 'CanaryPhone/8842';
const AS_CANARY = ['--user-agent', `Mozilla/5.0 (Linux; Android 9; ${CANARY}) AppleWebKit/537.36`];

test('a whole visit leaves nothing behind that names the phone', async ({ lab: { router }, phone }) => {
  const { mac, address } = phone;
  const identity: Identity = { mac, address, userAgent: CANARY };
  const reports = await openReports(router);
  await visit(phone);
  await misbehave(phone);
  await askForTheAddressOfHome(phone);
  await loseTheFirewall(router, phone);

  const evidence = new Map([
    ...(await filesUnder(router.storage)),
    ['log of the portal', router.portal.output()],
    ['log of the gate', router.gate.output()],
    ['log of dnsmasq', router.dnsmasq.output()],
    ['report as JSON', Buffer.from((await reports.ask('json')).body)],
    ['report as CSV', Buffer.from((await reports.ask('csv')).body)],
    ['status', await printed(router, 'status')],
    ['counts', await printed(router, 'counts', '--json')],
  ]);
  expect([...evidence.keys()]).toEqual(expect.arrayContaining(['ledger.db', 'ledger.db-wal']));
  const traces = [...evidence].map(([place, bytes]) => [place, findTraces(identity, bytes)]);
  expect(Object.fromEntries(traces.filter(([, found]) => found?.length))).toEqual({});

  // The auditor's own command says the same of the same box, and that what names phones is in RAM.
  const audit = JSON.parse(await router.cli('privacy-audit', '--json'));
  expect(audit.findings).toEqual([]);
  expect(audit).toMatchObject({ ok: true, schemaFrom: 'portal', memory: { state: 'in memory' } });
  expect(audit.memory.files.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['gate/grants.json', 'gate/dnsmasq.leases']),
  );

  // The same search does find the phone where it must be: in the leases, which live in memory (tmpfs) only.
  const leases = await readFile(router.leases);
  expect(findTraces(identity, leases)).toEqual(["MAC with ':'", 'IP dotted']);
});

/** Everything a traveler does, from the phone's own question to the destinations. */
async function visit(phone: Phone): Promise<void> {
  const probes = readProbes('http').map(({ host, path }) => `http://${host}${path}`);
  await Promise.all(probes.map((url) => curl(phone, url, ...AS_CANARY)));
  for (const path of ['/', '/?lang=en', '/guide/tokhaiyte', '/guide/bluezone', '/notices']) {
    expect(await curl(phone, `http://chot.internal${path}`, ...AS_CANARY)).toMatchObject({ status: 200 });
  }
  await curl(phone, 'http://chot.internal/accept', '--request', 'POST', ...AS_CANARY);
  await accept(phone);
  for (const path of ['/connected', '/', '/go/tokhaiyte', '/go/bluezone']) {
    await curl(phone, `http://chot.internal${path}`, ...AS_CANARY);
  }
  expect(await curl(phone, 'http://example.com/', ...AS_CANARY)).toMatchObject({ status: 200 });
}

/** What a program is tempted to complain about in its log, with the culprit's name. */
async function misbehave(phone: Phone): Promise<void> {
  const portal = 'http://chot.internal';
  await Promise.all([
    curl(phone, `${portal}/%zz`, ...AS_CANARY),
    curl(phone, `${portal}/no/such/page`, ...AS_CANARY),
    curl(phone, `${portal}/go/nowhere`, ...AS_CANARY),
    curl(phone, `${portal}/`, '--request', 'BREW', ...AS_CANARY),
    curl(phone, `${portal}/`, '--header', `X-Long: ${'x'.repeat(100_000)}`, ...AS_CANARY),
    curl(phone, `${portal}/accept`, '--data', 'x'.repeat(100_000), ...AS_CANARY),
  ]);
}

/** A phone that comes from another WiFi asks for the address it had there, and is refused by name. */
async function askForTheAddressOfHome(phone: Phone): Promise<void> {
  const words = [
    'udhcpc',
    '-i',
    'eth0',
    '-q',
    '-n',
    '-t',
    '2',
    '-T',
    '1',
    '-r',
    '192.168.1.50',
    '-s',
    '/bin/true',
  ];
  await run(phone.at(['busybox', ...words]));
}

/** `nft` names the client in its complaint. */
async function loseTheFirewall(router: Router, phone: Phone): Promise<void> {
  await run(router.at(['nft', 'delete', 'table', 'inet', 'checkpoint']));
  const url = 'http://10.77.0.1:8080/accept';
  const refused = await curl(phone, url, '--request', 'POST', '--header', 'Host: 10.77.0.1', ...AS_CANARY);
  expect(refused.status).toBe(503);
}

/** What the command prints, whether or not it finds a fault. */
function printed(router: Router, ...words: string[]): Promise<Buffer> {
  return router.cli(...words).then(Buffer.from, ({ stdout, stderr }) => Buffer.from(`${stdout}${stderr}`));
}

async function filesUnder(directory: string): Promise<[string, Buffer][]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(
      async ({ name, parentPath }) => [name, await readFile(join(parentPath, name))] as [string, Buffer],
    ),
  );
}
