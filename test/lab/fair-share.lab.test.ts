import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { shapingChains } from '../../src/domain/rules/shaping-marks.ts';
import { createShaping } from '../../src/gate/shaping.ts';
import { runCommand } from '../../src/platform/run-command.ts';
import { checkpointOf } from '../example.ts';
import { REPOSITORY } from './build.ts';
import { accept } from './clients/curl.ts';
import { run } from './command.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import { asGate } from './machine.ts';
import { configure, type Place } from './namespace.ts';

const LINK_KBIT = 5000;
/** How long the 20 downloads take to begin, and how long all are then watched. */
const WARM = 6;
const SECONDS = 8;
const WEB = 'http://198.51.100.10/bytes';

const CHECKPOINT = checkpointOf(`
[checkpoint]
id = "gl-ayunpa-01"
name = { vi = "Chốt", en = "Checkpoint" }
[access]
interface = "br0"
ssid = "KHAI BAO Y TE"
[uplink]
interface = "wan0"
down_kbit = ${LINK_KBIT}
up_kbit = ${LINK_KBIT}
`);

describe('on a link of 5 Mbit/s, beside a phone with 20 downloads', () => {
  test('a browsing phone is starved without our queues, and has its half and quick names with them', async ({
    lab,
    phone,
  }) => {
    const greedy = await lab.addPhone();
    await Promise.all([phone, greedy].map(accept));
    await narrow(lab);

    const without = await measure(greedy, phone);
    const kind = await share(lab);
    const shared = await measure(greedy, phone);
    process.stdout.write(`fair share, without: ${told(without)}\nfair share, ${kind}: ${told(shared)}\n`);

    expect(without.share).toBeLessThan(0.2);
    expect(shared.share).toBeGreaterThanOrEqual(0.4);
    expect(Math.max(...shared.ms)).toBeLessThan(100);
    // What the one gains is not lost: the link stays full.
    expect(shared.share + shared.greedyShare).toBeGreaterThan(0.8);
  });
});

/** Makes the link to the internet a slow one with a long dumb queue in both directions, as a modem is. */
async function narrow({ name }: Lab): Promise<void> {
  await configure(`${name}-internet`, ['route replace 203.0.113.0/24 dev wan0 src 203.0.113.1 congctl cubic']);
  const slow = `root tbf rate ${LINK_KBIT}kbit burst 2kb limit 250kb`;
  const lines = [
    `qdisc replace dev wan0 ${slow}`,
    `qdisc replace dev slow-in ${slow}`,
    'qdisc add dev wan0 ingress',
    'filter add dev wan0 ingress protocol all u32 match u32 0 0 action mirred egress redirect dev slow-in',
  ];
  await run(
    ['ip', '-netns', `${name}-internet`, '-batch', '-'],
    'link add slow-in type ifb\nlink set slow-in up\n',
  );
  await run(['tc', '-netns', `${name}-internet`, '-batch', '-'], `${lines.join('\n')}\n`);
}

/** As the gate does it, with its one privilege. */
async function share({ router }: Lab): Promise<string> {
  const kind = await fairShare(router).settle();
  const chains = `table inet checkpoint {\n${shapingChains(CHECKPOINT, kind)}}\n`;
  await run(router.at(asGate(['nft', '-f', '-'])), chains);
  return kind;
}

function fairShare(router: Place) {
  return createShaping({
    checkpoint: CHECKPOINT,
    run: (command, args, options) => {
      const [file, ...words] = router.at(asGate([command, ...args]));
      return runCommand(file, words, options);
    },
  });
}

interface Measured {
  /** Of the link, 0 to 1. */
  readonly share: number;
  readonly greedyShare: number;
  readonly ms: readonly number[];
}

async function measure(greedy: Place, browsing: Place): Promise<Measured> {
  const [took, page, name] = await Promise.all([
    tell<{ bytes: number }>(greedy, 'download', `${WEB}/1000000000`, 20, WARM, SECONDS),
    tell<{ bytes: number }>(browsing, 'download', `${WEB}/100000`, 3, WARM, SECONDS),
    tell<{ ms: number[] }>(browsing, 'look-up', WARM, SECONDS),
  ]);
  return { share: partOfLink(page.bytes), greedyShare: partOfLink(took.bytes), ms: name.ms };
}

function partOfLink(bytes: number): number {
  return (bytes * 8) / 1000 / SECONDS / LINK_KBIT;
}

/** What a program of the lab prints when it is run there. */
async function tell<Answer>(place: Place, program: string, ...words: (string | number)[]): Promise<Answer> {
  const file = join(REPOSITORY, 'dist/lab', `${program}.js`);
  return JSON.parse(await run(place.at([process.execPath, file, ...words.map(String)])));
}

function told({ share, greedyShare, ms }: Measured): string {
  const sorted = ms.toSorted((a, b) => a - b);
  const percent = (part: number) => `${Math.round(part * 100)} %`;
  return `browsing ${percent(share)} of the link, 20 downloads ${percent(greedyShare)}; DNS p50 ${sorted[sorted.length >> 1]} ms, longest ${sorted.at(-1)} ms of ${ms.length}`;
}
