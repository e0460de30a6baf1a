import { type Disk, startDisk } from '../machine/disk.ts';
import { type Finding, parseFinding, told } from '../machine/findings.ts';
import { startMachine } from '../machine/machine.ts';
import { inFile } from '../machine/medium.ts';
import { sayer } from '../machine/say.ts';
import type { Box } from './box.ts';

const say = sayer('install');
/** A sync is some writes and some flushes: the power goes after one of its first ones. */
const WRITES_AT_MOST = 4;

/** The box's card, which forgets at a power cut what no flush has brought to it. */
export interface Card extends Disk {
  readonly drive: string;
}

export async function insertCard(file: string): Promise<Card> {
  const medium = inFile(file);
  const socket = `${file}.sock`;
  const disk = await startDisk(socket, medium);
  return {
    ...disk,
    drive: `file.driver=nbd,file.path=${socket},cache=writeback`,
    async close() {
      await disk.close();
      medium.close();
    },
  };
}

export interface Chances {
  readonly box: Box;
  readonly card: Card;
  readonly random: () => number;
  /** What the trial is to do: a part of `programs/trial.ts`. */
  readonly part: string;
  /** Further drives. */
  readonly drives?: readonly string[];
  readonly clock: Date;
  readonly log: string;
  /** The power is cut after so many taps; at 0 at the trial's end. */
  readonly taps: number;
}

export interface Life {
  readonly findings: readonly Finding[];
  /** When each was acknowledged, in seconds of the machine's time. */
  readonly taps: readonly number[];
  /** From the kernel's start to the last sign of life. */
  readonly seconds: number;
  /** By the clock on the wall, until the trial had come to its end. */
  readonly wallSeconds: number;
}

/** From the power's coming to its being cut. */
export async function live(chances: Chances): Promise<Life> {
  const { box, card, drives = [], part, log, clock, random } = chances;
  const findings: Finding[] = [];
  const taps: number[] = [];
  const start = performance.now();
  let wallSeconds = Number.NaN;
  let enough = () => {};
  const cut = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const onLine = (line: string) => {
    const finding = parseFinding(line);
    if (finding?.name === 'tap') taps.push(finding.seconds);
    else {
      if (finding) findings.push(finding);
      say(finding ? told(finding) : line);
    }
    if (finding?.name === 'the end') wallSeconds = (performance.now() - start) / 1000;
    if (finding?.ok === false && ['the end', 'traffic'].includes(finding.name)) enough();
    if (wallSeconds > 0 && taps.length >= chances.taps) enough();
  };
  const machine = startMachine({
    ...{ ...box, log, clock, onLine, drives: [card.drive, ...drives] },
    ...{ words: `trial=${part}`, waiting: 'passes', seconds: 3000 },
  });
  const lastWords = await Promise.race([machine.ended, cut]);
  const isUp = lastWords === undefined;
  if (!isUp) say(`the machine has ended by itself ${lastWords}`);
  if (isUp && random() < 0.5 && taps.length > 0)
    await card.stopAfter(1 + Math.floor(random() * WRITES_AT_MOST));
  await machine.kill();
  // A cache loses all, or a disk has written some of it, page by page in an order of its own.
  const isAll = random() < 0.5;
  const { pages, kept } = await card.cut((versions) => (isAll ? 0 : Math.floor(random() * (versions + 1))));
  say(`the power is cut after ${taps.length} taps; ${kept} of ${pages} unsynced pages are kept`);
  return { findings, taps, seconds: taps.at(-1) ?? 0, wallSeconds };
}

/** When its trial said so, in seconds since the kernel's start. */
export function secondsOf({ findings }: Life, name: string): number {
  return findings.find((finding) => finding.name === name)?.seconds ?? Number.POSITIVE_INFINITY;
}
