import { expect } from 'vitest';
import { openChromium } from './clients/chromium.ts';
import { curl } from './clients/curl.ts';
import { run } from './command.ts';
import { CDN_ADDRESSES } from './internet.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';

const NOT_THERE = { status: 0 };
const SHORT = ['--connect-timeout', '0.5'];

test('a traveler finishes the declaration in the browser before any tap', async ({ phone }) => {
  const browser = await openChromium(phone, { ignoreHTTPSErrors: true });
  const page = await browser.newPage();
  await page.goto('http://tokhaiyte.vn/');
  expect(page.url()).toBe('https://tokhaiyte.vn/');
  const button = page.locator('button');
  // The part that comes from the content network has come.
  const colour = "getComputedStyle(document.querySelector('button')).color";
  expect(await page.evaluate(colour)).toBe('rgb(1, 2, 3)');
  await button.tap();
  await page.waitForURL('https://tokhaiyte.vn/xong');
  expect(await page.title()).toBe('Đã khai báo');
  await browser.close();
});

test('a content network that moves its names is followed, and stays reachable where it was', async ({
  lab: { internet },
  phone,
}) => {
  const style = 'https://static.tokhaiyte.vn/form.css';
  expect(await curl(phone, style)).toMatchObject({ status: 200 });
  for (const address of CDN_ADDRESSES.slice(1)) {
    await internet.moveCdn(address);
    await expect.poll(() => remoteAddress(phone.at, style), { timeout: 8000 }).toBe(address);
  }
  for (const address of CDN_ADDRESSES) {
    expect(await curl(phone, style, '--resolve', `static.tokhaiyte.vn:443:${address}`)).toMatchObject({
      status: 200,
    });
  }
});

test('beside the declaration a captive phone reaches nothing', async ({ phone }) => {
  await curl(phone, 'https://tokhaiyte.vn/');
  const answers = await Promise.all([
    curl(phone, 'https://example.com/', ...SHORT),
    curl(phone, 'https://198.18.10.10/', ...SHORT),
    curl(phone, 'https://[2001:2:0:10::10]/', ...SHORT),
    curl(phone, 'http://tokhaiyte.vn:8080/', ...SHORT),
    curl(phone, 'https://tokhaiyte.vn:853/', ...SHORT),
    curl(phone, 'https://203.0.113.1/', ...SHORT),
    curl(phone, 'http://192.168.8.1:443/', ...SHORT),
  ]);
  for (const answer of answers) expect(answer).toMatchObject(NOT_THERE);
  await expect(run(phone.at(['ping', '-c', '1', '-W', '1', '198.18.20.20']))).rejects.toThrow();
});

const LOSSES = {
  'its table': async ({ router }: Lab) => run(router.at(['nft', 'delete', 'table', 'inet', 'checkpoint'])),
  'its table, while no gate ran': async ({ router }: Lab) => {
    await router.gate.fall();
    await run(router.at(['nft', 'flush', 'ruleset']));
  },
  'its table, which somebody has loaded again': ({ router }: Lab) =>
    run(router.at(['sh', '-c', `nft flush ruleset; nft -f ${router.rendered}/nftables.conf`])),
} as const;

test.for(Object.entries(LOSSES))(
  'the garden that has lost %s is soon open again',
  async ([, lose], { lab, phone }) => {
    const declaration = () => curl(phone, 'https://tokhaiyte.vn/xong', ...SHORT);
    expect(await declaration()).toMatchObject({ status: 200 });
    await lose(lab);
    await expect.poll(declaration, { timeout: 5000 }).toMatchObject({ status: 200 });
  },
);

/** Where the answer came from. */
async function remoteAddress(
  at: (command: [string, ...string[]]) => readonly [string, ...string[]],
  url: string,
) {
  const words = [
    'curl',
    '--silent',
    '--insecure',
    '--ipv4',
    '--max-time',
    '2',
    '--output',
    '/dev/null',
  ] as const;
  return run(at([...words, '--write-out', '%{remote_ip}', url])).catch(() => '');
}
