import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, tellTimes } from '../machine/findings.ts';
import { sayer } from '../machine/say.ts';
import { type Figures, figuresOf, lossOf } from './figures.ts';
import { type Life, secondsOf } from './life.ts';
import { beginStory, type Story } from './story.ts';

const CUTS = Number(process.env.CUTS ?? 10);
/** Of the machine's own time, from the kernel's start. */
const BACK_WITHIN = 60;
/** What a power cut may cost. */
const LOST_SECONDS_AT_MOST = 5;

const say = sayer('install');
let story: Story;
let before: Figures;
let last: Life;

beforeAll(async () => {
  story = await beginStory('amd64');
});

afterAll(() => story?.close());

test('a stick makes a bare box without network a checkpoint, and the first phone is online', async () => {
  last = await story.live('install');
  tellTimes(last.findings);
  expect(faultsOf(last.findings), `see ${story.log}`).toEqual([]);
  before = figuresOf(last);
});

test.each(Array.from({ length: CUTS }, (_, index) => index + 1))(
  `after power cut %i of ${CUTS} the phone is online within ${BACK_WITHIN} s without a hand`,
  async () => {
    const life = await story.live('return');
    expect(faultsOf(life.findings), `see ${story.log}`).toEqual([]);
    const [answers, online] = ['the portal answers', 'the phone is online'].map((name) =>
      secondsOf(life, name),
    );
    const wall = life.wallSeconds.toFixed(0);
    say(
      `the portal answers at ${answers} s, the phone is online at ${online} s (the trial's end: ${wall} s by the wall)`,
    );
    const now = figuresOf(life);
    const loss = lossOf(last, before, now);
    say(
      `of ${last.taps.length} acknowledged taps ${loss.taps} are lost, the oldest of ${loss.seconds} s before`,
    );
    expect(loss.seconds).toBeLessThanOrEqual(LOST_SECONDS_AT_MOST);
    expect(loss.extra, 'counted more than was asked for').toBe(0);
    expect(loss.shrunk, 'figures that have become less').toEqual([]);
    expect(online, 'seconds').toBeLessThanOrEqual(BACK_WITHIN);
    [last, before] = [life, now];
  },
);

test('the doctor finds nothing on the box as it is, and each fault that is planted', async () => {
  const life = await story.live('doctor');
  expect(faultsOf(life.findings), `see ${story.log}`).toEqual([]);
});

test('an update whose portal falls goes by itself, a good one stays, and nothing is lost with either', async () => {
  const life = await story.live('update');
  tellTimes(life.findings);
  expect(faultsOf(life.findings), `see ${story.log}`).toEqual([]);
});

test('by deploy/READ-ONLY.md the system is only read; with its stick out the phone is online all the same', async () => {
  for (const part of ['seal', 'sealed', 'stickless', 'sealed'] as const) {
    const life = await story.live(part);
    expect(faultsOf(life.findings), `${part}, see ${story.log}`).toEqual([]);
  }
});
