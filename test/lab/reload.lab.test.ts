import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { environment, run } from './command.ts';
import { WEB_ADDRESS } from './internet.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import type { Phone } from './phone.ts';

const RELOADS = 50;
/** A quarter of a gigabyte at a pace that outlasts the reloads. */
const DOWNLOAD_BYTES = 256 << 20;
const PACE = '16M';

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

function startDownload(phone: Phone, ...options: string[]) {
  const url = `http://${WEB_ADDRESS}/bytes/${DOWNLOAD_BYTES}`;
  const words = [
    '--silent',
    '--output',
    '/dev/null',
    '--limit-rate',
    PACE,
    '--write-out',
    '%{size_download}',
  ];
  const [file, ...rest] = phone.at(['curl', ...words, ...options, url]);
  const child = spawn(file, rest, { env: environment() });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = once(child, 'close');
  return {
    isRunning: () => child.exitCode === null,
    async end() {
      const [exit] = (await ended) as [number];
      return { exit, bytes: Number(printed) };
    },
  };
}
