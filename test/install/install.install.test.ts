import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../crash/random.ts';
import { faultsOf, tellTimes } from '../machine/findings.ts';
import { sayer } from '../machine/say.ts';
import { type Box, makeBox } from './box.ts';
import { bundle } from './bundle.ts';
import { type Figures, figuresOf, lossOf } from './figures.ts';
import { type Card, insertCard, type Life, live } from './life.ts';

const CUTS = Number(process.env.CUTS ?? 10);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** Of the machine's own time, from the kernel's start. */
const BACK_WITHIN = 60;
/** What a power cut may cost. */
const LOST_SECONDS_AT_MOST = 5;
const TAPS_AT_MOST = 60;
/** What the machine's kernel and programs said; the next boot writes over it. */
const LOG = join(tmpdir(), 'checkpoint-install.log');

/** To the six questions. The name on the air has accents: their bytes must be those that a technician wrote. */
const ANSWERS = '';

const say = sayer('install');
const place = mkdtempSync(join(tmpdir(), 'checkpoint-install-'));
const random = createRandom(SEED);
const start = Date.now();
let box: Box;
let card: Card;
let stick: string;
let before: Figures;
let last: Life;
/** Of all lives until now: a board with a clock that runs on while there is no power. */
let machineSeconds = 0;

beforeAll(async () => {
  say(`seed ${SEED}`);
  const made = await bundle('amd64', place, ANSWERS);
  stick = made.stick;
  box = await makeBox('amd64', place, made.programs);
  card = await insertCard(box.disk);
});

afterAll(async () => {
  await card?.close();
  rmSync(place, { recursive: true, force: true });
});

test('a stick makes a bare box without network a checkpoint, and the first phone is online', async () => {
  last = await next('install', [`file=${stick},read-only=on`]);
  tellTimes(last.findings);
  expect(faultsOf(last.findings), `see ${LOG}`).toEqual([]);
  before = figuresOf(last);
});

test.each(Array.from({ length: CUTS }, (_, index) => index + 1))(
  `after power cut %i of ${CUTS} the phone is online within ${BACK_WITHIN} s without a hand`,
  async () => {
    const life = await next('return');
    expect(faultsOf(life.findings), `see ${LOG}`).toEqual([]);
    const [answers, online] = ['the portal answers', 'the phone is online'].map((name) => at(life, name));
    say(
      `the portal answers at ${answers} s, the phone is online at ${online} s; ${life.wallSeconds} s on the wall`,
    );
    const now = figuresOf(life);
    const loss = lossOf(last, before, { now, tries: triesOf(life) });
    say(`${loss.taps} acknowledged taps are lost, the oldest ${loss.seconds} s before the cut`);
    expect(loss.seconds).toBeLessThanOrEqual(LOST_SECONDS_AT_MOST);
    expect(loss.extra, 'counted more than was asked for').toBe(0);
    expect(loss.shrunk, 'figures that have become less').toEqual([]);
    expect(online, 'seconds').toBeLessThanOrEqual(BACK_WITHIN);
    [last, before] = [life, now];
  },
);

async function next(part: string, drives: readonly string[] = []): Promise<Life> {
  const taps = 1 + Math.floor(random() * TAPS_AT_MOST);
  const clock = new Date(start + machineSeconds * 1000);
  const life = await live({ box, card, random, part, drives, clock, log: LOG, taps });
  machineSeconds += (life.taps.at(-1) ?? 0) + 30;
  return life;
}

function at({ findings }: Life, name: string): number {
  return findings.find((finding) => finding.name === name)?.seconds ?? Number.POSITIVE_INFINITY;
}

/** How often it tapped until it was online. */
function triesOf({ findings }: Life): number {
  return Number.parseInt(findings.find(({ name }) => name === 'the phone is online')?.detail ?? '', 10);
}
