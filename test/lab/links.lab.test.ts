import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { LinkPace } from '../../src/domain/link.ts';
import { curl } from './clients/curl.ts';
import { run } from './command.ts';
import { NCOVI_ADDRESS } from './internet.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import { asPortal, labProgram } from './machine.ts';
import { startProgram } from './program.ts';
import { labDirectory } from './remains.ts';
import { openReports } from './reports.ts';
import { believing } from './router.ts';

/** Seconds for minutes: how long a place must fail at a checkpoint is shown with the test clock. */
const QUICK: LinkPace = {
  aliveMs: 1000,
  failingMs: [500],
  apartMs: 200,
  failuresToDie: 3,
  dyingMs: 500,
};

/** What the destinations of the config's default stand on. */
const ALL_ALIVE = { tokhaiyte: 'alive', bluezone: 'alive', ncovi: 'alive', dichvucong: 'alive' };

test('the portal as it is installed asks its destinations by itself, over the box`s own name server and uplink', async ({
  lab: { router },
}) => {
  const { destinations } = await openReports(router);
  await expect.poll(destinations, { timeout: 30_000, interval: 500 }).toMatchObject({ tokhaiyte: 'alive' });
});

test('a destination that goes dead is told to traveler, district and technician, alone, and so is its return', async ({
  lab,
  phone,
}) => {
  const guide = async () => (await curl(phone, 'http://10.77.0.1/?lang=en')).body;
  const shut = 'This website cannot be opened now';
  const { router } = lab;
  const said = await quickPortal(lab);
  const { destinations } = await openReports(router);
  await expect.poll(destinations, { timeout: 15_000, interval: 200 }).toMatchObject(ALL_ALIVE);

  await outage(lab, `ip daddr ${NCOVI_ADDRESS} tcp dport 443 reject with tcp reset;`);
  await expect
    .poll(destinations, { timeout: 15_000, interval: 200 })
    .toMatchObject({ ...ALL_ALIVE, ncovi: 'dead' });
  expect((await guide()).split(shut)).toHaveLength(2);
  const status = await router.cli('status', '--lang', 'en').catch(({ stdout }) => stdout as string);
  expect(status).toMatch(
    /ncovi: +does not answer \(connection refused\)[\s\S]*\n +Remedy: [\s\S]*\[destination\.ncovi\]/,
  );

  await inInternet(lab, 'nft delete table inet gone');
  await expect.poll(destinations, { timeout: 15_000, interval: 200 }).toMatchObject(ALL_ALIVE);
  expect(await guide()).not.toContain(shut);
  expect(said().match(/^.*ncovi.*$/gm)).toEqual([
    'ncovi.vn does not answer any more',
    'ncovi.vn answers again',
  ]);
});

test('a SIM that has run out of credit, where every check fails long before the uplink is known to be down, kills no destination', async ({
  lab,
}) => {
  const said = await quickPortal(lab);
  const { destinations, uplink } = await openReports(lab.router);
  await expect.poll(destinations, { timeout: 15_000, interval: 200 }).toMatchObject(ALL_ALIVE);
  await outage(lab, 'tcp dport { 80, 443 } reject with tcp reset;');
  await expect.poll(uplink, { timeout: 25_000, interval: 200 }).toBe('down');
  expect(await destinations()).toMatchObject(ALL_ALIVE);
  await inInternet(lab, 'nft delete table inet gone');
  await expect.poll(uplink, { timeout: 15_000, interval: 200 }).toBe('up');
  expect(await destinations()).toMatchObject(ALL_ALIVE);
  expect(said()).not.toContain('does not answer any more');
});

/** Runs the portal at the quick pace in the place of the installed one, until the end of the test. Resolves to what it says. */
async function quickPortal({ name, router: { at, portal } }: Lab): Promise<() => string> {
  const directory = labDirectory(name);
  const config = join(directory, 'checkpoint.toml');
  const command = labProgram(directory, 'quick-portal', config, JSON.stringify(QUICK));
  await portal.stop();
  const quick = await startProgram(at(asPortal(believing(directory, command))), /ready/);
  onTestFinished(async () => {
    await quick.stop();
    await portal.start();
  });
  return () => quick.output().toString('utf8');
}

/** What the pretend internet does from now on to who comes. */
function outage(lab: Lab, rules: string): Promise<string> {
  return inInternet(
    lab,
    `nft 'table inet gone { chain gone { type filter hook input priority 0; ${rules} }; }'`,
  );
}

function inInternet({ name }: Lab, command: string): Promise<string> {
  return run(['ip', 'netns', 'exec', `${name}-internet`, 'sh', '-c', command]);
}
