import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../crash/random.ts';
import { REPOSITORY } from '../lab/build.ts';
import { run } from '../lab/command.ts';
import { type Disk, startDisk } from '../machine/disk.ts';
import { inMemory } from '../machine/medium.ts';
import { sayer } from '../machine/say.ts';
import { makeImage } from './image.ts';
import { startTaps, type Taps } from './load.ts';
import { bootMachine, type Machine } from './machine.ts';
import { createToken, type Report, readReport } from './report.ts';

const say = sayer('power');

const CUTS = Number(process.env.CUTS ?? 50);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** What the machine's kernel said; the next start writes over it. */
const CONSOLE = join(tmpdir(), 'checkpoint-power.log');
/** From the first tap on: two rounds of syncs and more. */
const LIVES_MS_AT_MOST = 12_000;
/** What a power cut may cost. */
const LOST_MS_AT_MOST = 5000;
/** A sync is some writes and some flushes: the power goes after one of its first ones. */
const WRITES_AT_MOST = 4;

/** One life of the machine, as the phones and the disk saw its end. */
interface Life extends Taps {
  readonly cutMs: number;
  readonly told: string;
}

test(
  'whenever the power is cut: what is lost was acknowledged in the last five seconds, nothing is doubled, and it is told',
  async () => {
    const random = createRandom(SEED);
    const place = mkdtempSync(join(tmpdir(), 'checkpoint-power-'));
    onTestFinished(() => rmSync(place, { recursive: true }));
    const image = await makeImage(place, config());
    const socket = join(place, 'disk.sock');
    const disk = await startDisk(socket, inMemory(await emptyFileSystem(join(place, 'disk'))));
    onTestFinished(disk.close);
    const sum = { acknowledged: 0, lost: 0, oldestMs: 0 };
    const faults: string[] = [];
    let [phones, sessions, token] = [0, 0, ''];
    let life: Life | undefined;
    for (let cut = 1; ; cut++) {
      const clockIsSet = random() < 0.5;
      const machine = await bootMachine({
        ...image,
        disk: socket,
        console: CONSOLE,
        clockIsSet,
      });
      onTestFinished(machine.kill);
      expect([machine.integrity, machine.log], `see ${CONSOLE}`).toEqual([
        life ? 'ok' : 'none',
        expect.anything(),
      ]);
      token ||= await createToken(machine);
      const report = await readReport(machine, token);
      expect(faultsOf(machine, report, cut - 1)).toEqual([]);
      if (life) {
        const lost = judge(life, report.sessions - sessions);
        faults.push(...lost.faults);
        sum.acknowledged += life.acknowledgedMs.length;
        sum.lost += lost.count;
        sum.oldestMs = Math.max(sum.oldestMs, lost.oldestMs);
      }
      sessions = report.sessions;
      if (cut > CUTS) break;
      life = await live({ machine, disk, random, name: `cut ${cut} of ${CUTS}`, nextPhone: () => phones++ });
    }
    say(
      `${CUTS} cuts (seed ${SEED}): ${sum.acknowledged} sessions acknowledged, ${sum.lost} lost, ` +
        `the oldest of them ${seconds(sum.oldestMs)} before its cut; ${sessions} are there, of ${phones} taps`,
    );
    expect(faults).toEqual([]);
    expect(sessions).toBeGreaterThanOrEqual(Math.floor(CUTS / 10));
  },
  CUTS * 120_000 + 300_000,
);

interface LifeParts {
  readonly machine: Machine;
  readonly disk: Disk;
  readonly random: () => number;
  readonly name: string;
  readonly nextPhone: () => number;
}

/** Phones tap until the power goes: at any time, or in the middle of what a sync writes. */
async function live({ machine, disk, random, name, nextPhone }: LifeParts): Promise<Life> {
  const taps = startTaps(machine, nextPhone);
  await taps.firstAnswer;
  const firstMs = performance.now();
  await setTimeout(random() * LIVES_MS_AT_MOST);
  const isAmidWrites = random() < 0.5;
  if (isAmidWrites) await disk.stopAfter(1 + Math.floor(random() * WRITES_AT_MOST));
  const cutMs = performance.now();
  await machine.kill();
  // A cache loses all, or a disk has written some of it, page by page in an order of its own.
  const isAll = random() < 0.5;
  const { pages, kept } = await disk.cut((versions) => (isAll ? 0 : Math.floor(random() * (versions + 1))));
  const when = isAmidWrites ? 'amid writes' : 'at any time';
  const told = `${name}, ${when}, ${seconds(cutMs - firstMs)} after the first tap, ${kept} of ${pages} unsynced pages kept`;
  return { ...(await taps.end()), cutMs, told };
}

/** @param found how many sessions of that life are there */
function judge({ asked, acknowledgedMs, cutMs, told }: Life, found: number) {
  const count = Math.max(0, acknowledgedMs.length - found);
  const oldestMs = count === 0 ? 0 : cutMs - (acknowledgedMs[acknowledgedMs.length - count] ?? 0);
  const lost = count === 0 ? 'none lost' : `${count} lost, the oldest ${seconds(oldestMs)} before`;
  say(`${told}: ${acknowledgedMs.length} acknowledged, ${lost}`);
  const faults = [
    ...(oldestMs > LOST_MS_AT_MOST
      ? [`${told}: lost what was acknowledged ${seconds(oldestMs)} before`]
      : []),
    ...(found > asked ? [`${told}: ${found} are there of ${asked} taps`] : []),
  ];
  return { count, oldestMs, faults };
}

/** What is not as it should be after so many cuts. */
function faultsOf({ log }: Machine, { lastEnding, powerCuts }: Report, cuts: number): readonly string[] {
  const isTold = log.some((line) => line.includes('the power was cut'));
  const wanted = cuts === 0 ? 'closed' : 'power-cut';
  return [
    ...log.filter((line) => /damaged|cannot|ended/.test(line)),
    ...(isTold === cuts > 0 ? [] : [`the log says: ${log.join('\n')}`]),
    ...(lastEnding === wanted ? [] : [`the run before was ${lastEnding}, not ${wanted}`]),
    ...(powerCuts === cuts ? [] : [`${powerCuts} power cuts are told, not ${cuts}`]),
  ];
}

function config(): string {
  const example = readFileSync(join(REPOSITORY, 'deploy/laptop/checkpoint.toml'), 'utf8');
  return `${example.replaceAll('"data', '"/data').replace('"deploy/', '"/app/deploy/')}[session]\nmax_clients = 20000\n`;
}

async function emptyFileSystem(file: string): Promise<Buffer> {
  // All of it is there at once: a kernel would go on making it in the background.
  const whole = 'lazy_itable_init=0,lazy_journal_init=0';
  await run(['mke2fs', '-q', '-t', 'ext4', '-b', '4096', '-E', whole, file, '64M']);
  return readFileSync(file);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
