import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Neighbours } from '../../src/checkpoint/ports.ts';
import { cli } from '../cli/cli.ts';
import { temporaryFolder } from '../doubles.ts';
import { controlAnswers, filesIn, reportAnswers } from './evidence.ts';
import { createIdentitySearch } from './identity-search.ts';
import { type KnownPhone, knownPhone } from './known-phones.ts';
import { startTrial } from './trial.ts';
import { createVisits } from './visits.ts';

const PHONES = 10_000;
const DAY_MS = 24 * 3_600_000;
/** So many come at the same moment; the clock goes on between them. */
const AT_ONCE = 100;
/** Fewer than are online in two hours, so that some are refused, which is logged. */
const CLIENTS_AT_MOST = 880;

const phones = Array.from({ length: PHONES }, (_, n) => knownPhone(n));

test('after a day of 10,000 phones nothing on disk, in logs or in answers names any of them', async () => {
  const trial = await startTrial({ maxClients: CLIENTS_AT_MOST, neighbours: neighboursOf(phones) });
  await spendDay(trial);
  // The day was as long and as full as it should be, and had its troubles.
  const counted = await trial.totals('?from=2021-02-01&to=2021-02-02');
  expect(counted).toMatchObject({ device: PHONES, renewed: expect.any(Number) });
  expect(counted.session).toBeGreaterThan(PHONES * 0.9);
  expect(counted.refused).toBeGreaterThan(10);
  expect(trial.log.lines.join('\n')).toContain('the gate does not open');

  const evidence = new Map([
    ...filesIn(trial.folder),
    ['log', Buffer.from(trial.log.lines.join('\n'))],
    ...(await reportAnswers(trial.report, trial.token, '&from=2021-02-01&to=2021-02-02')),
    ...(await controlAnswers(join(trial.folder, 'portal.sock'))),
  ]);
  expect([...evidence.keys()]).toEqual(expect.arrayContaining(['ledger.db', 'ledger.db-wal']));
  const search = createIdentitySearch(phones);
  const found = [...evidence].flatMap(([place, bytes]) => search(bytes).map((trace) => `${place}: ${trace}`));
  expect(found).toEqual([]);

  const audit = await auditOf(trial);
  expect(audit.stdout).toContain('No MAC, IP or User-Agent was found');
  expect(audit.status).toBe(0);
}, 300_000);

async function spendDay({ port, report, clock }: Awaited<ReturnType<typeof startTrial>>): Promise<void> {
  const { visit, renew, misbehave } = createVisits({ port, reportPort: Number(new URL(report).port) });
  for (let first = 0; first < PHONES; first += AT_ONCE) {
    const here = phones.slice(first, first + AT_ONCE);
    await Promise.all(here.map((phone, n) => visit(phone, first + n)));
    const again = here.filter((_, n) => n % 5 === 0).map(renew);
    await Promise.all([...again, ...here.filter((_, n) => n % 20 === 0).map(misbehave)]);
    clock.pass((DAY_MS * AT_ONCE) / PHONES);
  }
}

/** What the auditor's command says of the running portal and of what it has logged. */
function auditOf({ toml, log }: Awaited<ReturnType<typeof startTrial>>) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'portal.log'), log.lines.join('\n'));
  writeFileSync(join(folder, 'checkpoint.toml'), toml);
  const words = ['--config', join(folder, 'checkpoint.toml'), '--log', join(folder, 'portal.log')];
  return cli(['privacy-audit', ...words], 'en');
}

/** The kernel's part: who has which address. */
function neighboursOf(known: readonly KnownPhone[]): Neighbours {
  const macs = new Map(known.map(({ ip, mac }) => [ip, mac]));
  return { macOf: async (ip) => macs.get(ip) };
}
