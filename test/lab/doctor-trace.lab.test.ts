import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { temporaryFolder } from '../doubles.ts';
import { accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import { doctorCommand, examine } from './examine.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import { startProgram } from './program.ts';
import { openReports } from './reports.ts';

const SELF_TESTS = 10;

test('ten self-tests leave every count as it was, and no lease, grant or cable behind', {
  timeout: 180_000,
}, async ({ lab }) => {
  const { router } = lab;
  const reports = await openReports(router);
  await visit(lab);
  await expect.poll(reports.totals).toMatchObject({ device: 1, shown: 1, session: 1 });
  const before = { answer: await countsOf(reports), ledger: ledgerOf(lab), remains: await remainsOf(lab) };

  for (let round = 0; round < SELF_TESTS; round++) {
    const report = await examine(router);
    const phone = report.checks.find(({ id }) => id === 'phone');
    expect(phone?.findings.map(({ level, what }) => `${level} ${what.en}`)).toEqual([
      expect.stringMatching(/^green the test phone is online/),
    ]);
  }
  expect(await countsOf(reports)).toBe(before.answer);
  expect(ledgerOf(lab)).toEqual(before.ledger);
  expect(await remainsOf(lab)).toEqual(before.remains);

  // What is counted lazily would be there with the next traveler, who is: one phone, one guide, one session.
  await visit(lab);
  await expect
    .poll(reports.totals)
    .toMatchObject({ device: 2, shown: 2, session: 2, renewed: 0, opened: 0, refused: 0 });
});

test('a doctor that is killed in the midst of it leaves nothing for long', { timeout: 120_000 }, async ({
  lab,
}) => {
  const { router } = lab;
  const before = await remainsOf(lab);
  const cable = async () => run(router.at(['sh', '-c', 'ls /sys/class/net | grep doctor || true']));
  const doctor = await startProgram(doctorCommand(router, undefined, ['phone']), () => true);
  await expect.poll(cable, { timeout: 20_000, interval: 50 }).toMatch(/doctor\d+/);
  await doctor.stop('SIGKILL');
  expect(await cable()).toMatch(/doctor\d+/);
  // The phone ends by itself, and the kernel takes its cable away and shuts its door.
  await expect.poll(cable, { timeout: 25_000 }).toBe('');
  await expect.poll(() => remainsOf(lab), { timeout: 40_000 }).toEqual(before);
});

test('no guest can say that a phone is a test', async ({ lab: { router }, phone }) => {
  const { totals } = await openReports(router);
  const { session = 0 } = await totals();
  const body = ['--request', 'POST', '--json', JSON.stringify({ mac: phone.mac })];
  expect(await curl(phone, 'http://10.77.0.1/self-test', ...body)).toMatchObject({ status: 404 });
  await accept(phone);
  await expect.poll(totals).toMatchObject({ session: session + 1 });
});

/** A traveler, counted once as each. */
async function visit(lab: Lab): Promise<void> {
  const phone = await lab.addPhone();
  await curl(phone, 'http://10.77.0.1/');
  await accept(phone);
}

/** As it came, but for the moment that it was made at. */
async function countsOf(reports: Awaited<ReturnType<typeof openReports>>): Promise<string> {
  const { status, body } = await reports.ask();
  expect(status).toBe(200);
  return body.replace(/"generatedAt":"[^"]*"/, '');
}

/** Every counter on the disk, but the hours that the portal ran in. */
function ledgerOf({ router }: Lab): readonly unknown[] {
  // The portal has its file for itself.
  const copy = join(temporaryFolder(), 'ledger.db');
  for (const end of ['', '-wal']) copyFileSync(join(router.storage, `ledger.db${end}`), `${copy}${end}`);
  const database = new Database(copy);
  const rows = ['bucket', 'floating'].flatMap((table) =>
    database.prepare(`select * from ${table} where metric <> 'present'`).all(),
  );
  database.close();
  return rows;
}

/** Who has an address, who is let through, and what hangs on the bridge. */
async function remainsOf({ router }: Lab) {
  const granted = await run(router.at(['nft', '-j', 'list', 'set', 'inet', 'checkpoint', 'granted']));
  const grants = JSON.parse(readFileSync(router.leases.replace('dnsmasq.leases', 'grants.json'), 'utf8')) as [
    string,
    number,
  ][];
  // The file, in memory, is written when somebody comes or goes: one whose time is over may stand in it until then.
  const running = grants.filter(([, endMs]) => endMs > systemClock.monotonicMs());
  const leases = readFileSync(router.leases, 'utf8').split('\n');
  return {
    granted: (granted.match(/(?:[0-9a-f]{2}:){5}[0-9a-f]{2}/g) ?? []).toSorted(),
    grants: running.map(([mac]) => mac).toSorted(),
    leases: leases.flatMap((line) => line.match(/ (\S+:\S+) 10\./)?.[1] ?? []).toSorted(),
    links: (await run(router.at(['ls', '/sys/class/net'])))
      .split('\n')
      .filter((name) => name.startsWith('doctor')),
  };
}
