import { expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { DOWNLOAD_BYTES, startDownload } from './clients/download.ts';
import { run } from './command.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';

const RELOADS = 50;

test('fifty reloads break neither a download nor a session', async ({ lab, phone }) => {
  await accept(phone);
  const download = startDownload(phone);
  const startMs = performance.now();
  for (let round = 0; round < RELOADS; round++) await reload(lab);
  const eachMs = (performance.now() - startMs) / RELOADS;
  expect(download.isRunning()).toBe(true);
  expect(await download.end()).toEqual({ exit: 0, bytes: DOWNLOAD_BYTES });
  process.stdout.write(`  ${RELOADS} reloads during one download, ${eachMs.toFixed(0)} ms each\n`);
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
});

test('a revoked phone`s running download ends at once', async ({ lab: { router }, phone }) => {
  await accept(phone);
  const download = startDownload(phone, '--speed-limit', '1', '--speed-time', '1');
  await router.cli('revoke', '--all');
  // curl gives up after a second without a byte.
  const { exit, bytes } = await download.end();
  expect(exit).toBe(28);
  expect(bytes).toBeLessThan(DOWNLOAD_BYTES);
});

/** What a technician does after a change: the whole file again, as `render` has written it. */
function reload({ router }: Lab): Promise<string> {
  return run(router.at(['nft', '-f', `${router.rendered}/nftables.conf`]));
}
