import { join } from 'node:path';
import { expect } from 'vitest';
import { REPOSITORY } from './build.ts';
import { accept } from './clients/curl.ts';
import { run } from './command.ts';
import { GATEWAY, WEB_ADDRESS } from './internet.ts';
import { type Lab, openLab } from './lab.ts';
import { labTest } from './lab-test.ts';
import { configure, type Place } from './namespace.ts';

const LINK_KBIT = 5000;
/** How long the 20 downloads take to begin, and how long all are then watched. */
const WARM = 6;
const SECONDS = 8;
/** This machine does other things too: it is the middle one of so many that counts. */
const ROUNDS = 3;
/** Four times watched, and two labs: on a busy machine just over a minute. */
const PATIENCE_MS = 150_000;
const WEB = `http://${WEB_ADDRESS}/bytes`;
/** Of a full frame, what is not the web's: Ethernet, IP, TCP and its timestamps. */
const FRAME_PER_PAYLOAD = 1514 / 1448;

/** They end up in the table that the router's config ends with: the uplink's. */
const test = labTest({ config: `down_kbit = ${LINK_KBIT}\nup_kbit = ${LINK_KBIT}\n` });

test(
  'beside a phone with 20 downloads a browsing one has its share of 5 Mbit/s, and quick names',
  async ({ lab }) => {
    const plain = await openLab();
    const without = await measure(...(await crowd(plain)));
    plain.close();
    const kind = await expect
      .poll(() => queueOf(lab), { timeout: 5000 })
      .not.toBe('noqueue')
      .then(() => queueOf(lab));
    const phones = await crowd(lab);
    const rounds: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(...phones));
    const lines = rounds.map((round) => `fair share, ${kind}: ${told(round)}\n`).join('');
    process.stdout.write(`fair share, without: ${told(without)}\n${lines}`);

    // The control: without our queues the link is not shared, so it is they who share it.
    expect(without.share).toBeLessThan(0.3);
    expect(median(rounds.map(({ share }) => share))).toBeGreaterThanOrEqual(0.4);
    expect(median(rounds.map(({ greedyShare }) => greedyShare))).toBeGreaterThan(0.35);
    expect(median(rounds.map(({ ms }) => part(ms, 0.95)))).toBeLessThan(100);
  },
  PATIENCE_MS,
);

test('queues that someone deletes are back within five seconds', async ({ lab }) => {
  const { at } = lab.router;
  const chains = () => run(at(['nft', 'list', 'table', 'inet', 'checkpoint']));
  for (const device of ['br0', 'wan0']) {
    await expect.poll(() => queueOf(lab), { timeout: 5000 }).toBe('htb');
    await run(at(['tc', 'qdisc', 'del', 'dev', device, 'root']));
    await expect.poll(() => queueOf(lab, device), { timeout: 5000, interval: 50 }).toBe('htb');
  }
  expect(await chains()).toContain('chain classes_of_guests');
});

async function queueOf({ router }: Lab, device = 'br0'): Promise<string | undefined> {
  const shown = await run(router.at(['tc', '-j', 'qdisc', 'show', 'dev', device]));
  return (JSON.parse(shown) as { kind: string; root?: true }[]).find(({ root }) => root)?.kind;
}

/** Two phones on a slow link. */
async function crowd(lab: Lab): Promise<readonly [Place, Place]> {
  const phones = [await lab.addPhone(), await lab.addPhone()] as const;
  await Promise.all(phones.map((phone) => accept(phone)));
  await narrow(lab);
  return phones;
}

/** Makes the link to the internet a slow one with a long dumb queue in both directions, as a modem is. */
async function narrow({ name }: Lab): Promise<void> {
  const internet = `${name}-internet`;
  const slow = `root tbf rate ${LINK_KBIT}kbit burst 2kb limit 250kb`;
  await configure(internet, [
    'link add slow-in type ifb',
    'link set slow-in up',
    // What most servers use, whatever this machine does.
    `route replace 203.0.113.0/24 dev wan0 src ${GATEWAY} congctl cubic`,
  ]);
  const lines = [
    `qdisc replace dev wan0 ${slow}`,
    `qdisc replace dev slow-in ${slow}`,
    'qdisc add dev wan0 ingress',
    'filter add dev wan0 ingress protocol all u32 match u32 0 0 action mirred egress redirect dev slow-in',
  ];
  await run(['tc', '-netns', internet, '-batch', '-'], `${lines.join('\n')}\n`);
}

interface Measured {
  /** Of the link, 0 to 1, as frames. */
  readonly share: number;
  readonly greedyShare: number;
  readonly ms: readonly number[];
}

/** The browsing one fetches the parts of a page three at a time, as small as they are, each on a connection of its own. */
async function measure(greedy: Place, browsing: Place): Promise<Measured> {
  const [took, page, names] = await Promise.all([
    tell<{ bytes: number }>(greedy, 'download', `${WEB}/1000000000`, 20, WARM, SECONDS),
    tell<{ bytes: number }>(browsing, 'download', `${WEB}/100000`, 3, WARM, SECONDS),
    tell<{ ms: number[] }>(browsing, 'look-up', WARM, SECONDS),
  ]);
  return {
    share: partOfLink(page.bytes),
    greedyShare: partOfLink(took.bytes),
    ms: names.ms.toSorted((a, b) => a - b),
  };
}

function partOfLink(bytes: number): number {
  return (bytes * FRAME_PER_PAYLOAD * 8) / 1000 / SECONDS / LINK_KBIT;
}

/** What a program of the lab prints when it is run there. */
async function tell<Answer>(place: Place, program: string, ...words: (string | number)[]): Promise<Answer> {
  const file = join(REPOSITORY, 'dist/lab', `${program}.js`);
  return JSON.parse(await run(place.at([process.execPath, file, ...words.map(String)])));
}

function median(values: readonly number[]): number {
  return part(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function part(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function told({ share, greedyShare, ms }: Measured): string {
  const percent = (of: number) => `${Math.round(of * 100)} %`;
  const [half, most, longest] = [0.5, 0.95, 1].map((of) => part(ms, of));
  return `browsing ${percent(share)} of the link, 20 downloads ${percent(greedyShare)}; of ${ms.length} names half within ${half} ms, 95 % within ${most} ms, all within ${longest} ms`;
}
