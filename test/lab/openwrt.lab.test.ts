import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { REPOSITORY } from './build.ts';
import { accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import type { Lab } from './lab.ts';
import { test as base } from './lab-test.ts';

const RULES = readFileSync(join(REPOSITORY, 'test/lab/fw4/fw4.nft'), 'utf8');
const INCLUDE = join(REPOSITORY, 'deploy/openwrt/firewall.include');
const SITE = 'http://example.com/';

/** A lab whose router has OpenWrt's firewall beside ours, as fw4 starts: its own table, then the include. */
const test = base.extend('fw4', async ({ lab }) => {
  await startFw4(lab);
});

test('beside fw4 a captive phone is led to the guide, and after one tap it is online', async ({
  fw4,
  phone,
}) => {
  expect(fw4).toBeUndefined();
  expect(await curl(phone, SITE)).toMatchObject({ exit: 0, status: 302 });
  expect(await curl(phone, 'https://example.com/')).toMatchObject({ status: 0 });
  await accept(phone);
  expect(await curl(phone, SITE)).toMatchObject({ exit: 0, status: 200 });
});

test('a reload of fw4 leaves each phone as it was, with the include and without it', async ({
  fw4,
  lab,
  phone,
}) => {
  expect(fw4).toBeUndefined();
  const captive = await lab.addPhone();
  await accept(phone);
  const reloads = [() => run(lab.router.at(['nft', '-f', '-']), RULES), () => startFw4(lab)];
  for (const reload of reloads) {
    await reload();
    expect(await curl(phone, SITE)).toMatchObject({ status: 200 });
    expect(await curl(captive, SITE)).toMatchObject({ status: 302 });
  }
});

test('after `fw4 flush` the include brings our table back, and captive phones stay captive', async ({
  lab,
  phone,
}) => {
  await run(lab.router.at(['nft', 'flush', 'ruleset']));
  await startFw4(lab);
  expect(await curl(phone, SITE)).toMatchObject({ status: 302 });
  await accept(phone);
  expect(await curl(phone, SITE)).toMatchObject({ status: 200 });
});

test('without the zone fw4 drops what ours accepts', async ({ lab, phone }) => {
  await accept(phone);
  await startFw4(lab, RULES.replaceAll(/^.*iifname "br0" jump .*\n/gm, ''));
  expect(await curl(phone, SITE)).toMatchObject({ status: 0 });
  await startFw4(lab);
  expect(await curl(phone, SITE)).toMatchObject({ status: 200 });
});

/** `fw4 reload`: the table in one transaction, then each include in a shell of its own, read with a dot. */
async function startFw4({ router }: Lab, rules = RULES): Promise<void> {
  await run(router.at(['nft', '-f', '-']), rules);
  const rendered = `CHECKPOINT_RULES=${router.rendered}/nftables.conf`;
  await run(router.at(['env', rendered, 'sh', '-c', `. '${INCLUDE}'`]));
}
