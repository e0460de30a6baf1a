import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, sh, until } from '../../machine/programs/shell.ts';
import {
  claimUrgency,
  dropClaims,
  narrow,
  queueOf,
  type Tins,
  tinsOf,
  URGENT_ADDRESS,
  widen,
} from './slow-link.ts';

/** What the config says of the link, and what it is made to be. */
const LINK_KBIT = 5000;
/** How long the 20 downloads take to begin, and how long all are then watched. */
const WARM = 6;
const SECONDS = 8;
/** Of a full frame, what is not the web's: Ethernet, IP, TCP and its timestamps. */
const FRAME_PER_PAYLOAD = 1514 / 1448;
const WEB = 'http://198.18.10.10/bytes';
/** The way up, and the way down. */
const DEVICES = ['wan0', 'ifb-guest'];
const PROGRAMS = '/opt/checkpoint-portal/node /opt/checkpoint-portal/dist/lab';

interface Measured {
  /** Of the link, 0 to 1, as frames. */
  readonly share: number;
  readonly greedyShare: number;
  /** What each name took, sorted. */
  readonly ms: readonly number[];
}

/** One phone with 20 downloads, and one that browses and asks for names that nobody has asked for, over a link of 5 Mbit/s. */
export async function findFairShare(greedy: Phone, browsing: Phone): Promise<void> {
  await narrow(LINK_KBIT);
  await find('both ways of the link wait in our queues', queues);
  await find('names go first, both ways', () => names(browsing));
  await find('beside 20 downloads a phone has its share of the link, and quick names', async () => {
    const shared = await measure(browsing, greedy);
    expect(isFair(shared), told(shared));
    return told(shared);
  });
  await find('who calls its packets urgent gains nothing', () => urgent(greedy, browsing));
  // The control: it is our queues that share the link.
  await find('without our queues the phone starves', async () => {
    const starved = await withoutQueues(() => measure(browsing, greedy));
    expect(starved.share < 0.3, told(starved));
    return told(starved);
  });
  await widen();
  await find('the queues are back', () => until('cake', 20, queues));
}

async function queues(): Promise<string> {
  const rows = await Promise.all(DEVICES.map(queueOf));
  const said = rows.map(({ kind, options }) => `${kind} ${((options.bandwidth ?? 0) * 8) / 1000} kbit/s`);
  expect(
    said.every((row) => row === `cake ${LINK_KBIT * 0.95} kbit/s`),
    said.join(),
  );
  return said.join(', ');
}

function isFair({ share, ms }: Measured): boolean {
  return share >= 0.4 && part(ms, 0.95) < 100;
}

/** While the gate sleeps it mends nothing. */
async function withoutQueues<T>(work: () => Promise<T>): Promise<T> {
  await sh('systemctl kill --signal=STOP checkpoint-gate');
  try {
    await sh('tc qdisc del dev wan0 root; tc qdisc del dev wan0 ingress');
    return await work();
  } finally {
    await sh('systemctl kill --signal=CONT checkpoint-gate');
  }
}

/** Nothing but names is asked for meanwhile, so whatever went first are they. */
async function names(phone: Phone): Promise<string> {
  const { ms, tins } = await counting(() => lookUp(phone, 1, 4));
  const said = `${toldNames(ms)}; ${toldTins(tins)}`;
  expect(
    tins.every(({ bulk, latency }) => bulk === 0 && latency >= ms.length),
    said,
  );
  return said;
}

async function urgent(greedy: Phone, browsing: Phone): Promise<string> {
  await claimUrgency(greedy.name);
  const { tins, ...shared } = await counting(() =>
    measure(browsing, greedy, `http://${URGENT_ADDRESS}/bytes`),
  );
  const { sent, arrived } = await dropClaims(greedy.name);
  const said = `${told(shared)}; ${sent} packets marked, ${arrived} arrived so; ${toldTins(tins)}`;
  expect(isFair(shared) && sent > 1000 && arrived === 0, said);
  expect(
    tins.every(({ bestEffort, latency }) => latency * 5 < bestEffort),
    said,
  );
  return said;
}

/** What came of it, and what has gone through the tins of each device meanwhile. */
async function counting<T>(work: () => Promise<T>): Promise<T & { tins: readonly Tins[] }> {
  const before = await Promise.all(DEVICES.map(tinsOf));
  const done = await work();
  const after = await Promise.all(DEVICES.map(tinsOf));
  return { ...done, tins: after.map((tins, index) => less(tins, before[index] ?? tins)) };
}

/** The browsing one fetches the parts of a page three at a time, as small as they are, each on a connection of its own. */
async function measure(browsing: Phone, greedy: Phone, from = WEB): Promise<Measured> {
  const [page, took, { ms }] = await Promise.all([
    tell<{ bytes: number }>(browsing, 'download', `${WEB}/100000`, 3, WARM, SECONDS),
    tell<{ bytes: number }>(greedy, 'download', `${from}/1000000000`, 20, WARM, SECONDS),
    lookUp(browsing, WARM, SECONDS),
  ]);
  return { share: partOfLink(page.bytes), greedyShare: partOfLink(took.bytes), ms };
}

async function lookUp(phone: Phone, warm: number, seconds: number): Promise<{ ms: readonly number[] }> {
  const { ms } = await tell<{ ms: number[] }>(phone, 'look-up', warm, seconds);
  return { ms: ms.toSorted((a, b) => a - b) };
}

/** What a program of the lab prints when it is run there. */
async function tell<Answer>(phone: Phone, program: string, ...words: (string | number)[]): Promise<Answer> {
  return JSON.parse(await phone.at(`exec ${PROGRAMS}/${program}.js ${words.join(' ')}`, 90));
}

function partOfLink(bytes: number): number {
  return (bytes * FRAME_PER_PAYLOAD * 8) / 1000 / SECONDS / LINK_KBIT;
}

function less(after: Tins, before: Tins): Tins {
  return {
    bulk: after.bulk - before.bulk,
    bestEffort: after.bestEffort - before.bestEffort,
    latency: after.latency - before.latency,
  };
}

function part(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function told({ share, greedyShare, ms }: Measured): string {
  const percent = (of: number) => `${Math.round(of * 100)} %`;
  return `browsing ${percent(share)} of the link, 20 downloads ${percent(greedyShare)}; ${toldNames(ms)}`;
}

function toldNames(ms: readonly number[]): string {
  const [half, most, longest] = [0.5, 0.95, 1].map((of) => part(ms, of));
  return `of ${ms.length} names half within ${half} ms, 95 % within ${most} ms, all within ${longest} ms`;
}

function toldTins(tins: readonly Tins[]): string {
  const rows = tins.map(
    ({ bulk, bestEffort, latency }, index) =>
      `${DEVICES[index]}: ${latency} first, ${bestEffort} as usual, ${bulk} last`,
  );
  return rows.join('; ');
}
