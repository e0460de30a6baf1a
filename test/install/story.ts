import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../crash/random.ts';
import type { Architecture } from '../machine/debian.ts';
import { sayer } from '../machine/say.ts';
import { makeBox } from './box.ts';
import { bundle } from './bundle.ts';
import { insertCard, type Life, live } from './life.ts';
import { makeUpdates } from './updates.ts';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** To the questions. The name on the air has accents: their bytes must be those that a technician wrote. */
const ANSWERS = `id = gl-ayunpa-01
name = Chốt số 1 Ayun Pa
name_en = Checkpoint 1 Ayun Pa
radio = wlan0
uplink = wan0
ssid = Khai báo y tế
`;
/** The emulator takes twenty of our seconds for one on an arm64 box. */
const TAPS_AT_MOST = { amd64: 60, arm64: 6 } as const;

/** A stick of the smallest kind. */
const BLANK_BYTES = 512 * 1024 * 1024;

/** What a life's trial does, of `programs/trial.ts`. */
export type Part = 'install' | 'return' | 'doctor' | 'update' | 'seal' | 'sealed' | 'stickless';

/** One box and its lives, one after the other. */
export interface Story {
  /** What the machine's kernel and programs said; the next boot writes over it. */
  readonly log: string;
  /** From the power's coming until it is cut during traffic. */
  live(part: Part): Promise<Life>;
  close(): Promise<void>;
}

/** Makes the sticks, and the bare box. */
export async function beginStory(architecture: Architecture): Promise<Story> {
  sayer('install')(`${architecture}, seed ${SEED}`);
  const random = createRandom(SEED);
  const place = mkdtempSync(join(tmpdir(), 'checkpoint-install-'));
  const log = join(tmpdir(), `checkpoint-install-${architecture}.log`);
  const { stick, deb, programs } = await bundle(architecture, place, ANSWERS);
  const updates = await makeUpdates(deb, architecture, place);
  const blank = join(place, 'blank');
  writeFileSync(blank, '');
  truncateSync(blank, BLANK_BYTES);
  const sticks: Readonly<Record<Part, readonly string[]>> = {
    install: [readOnly(stick)],
    return: [],
    doctor: [],
    update: [readOnly(updates)],
    seal: [inserted(blank)],
    sealed: [inserted(blank)],
    stickless: [],
  };
  const box = await makeBox(architecture, place, programs);
  const card = await insertCard(box.disk);
  const start = Date.now();
  // Of all lives: a board with a clock that runs on while there is no power.
  let seconds = 0;
  return {
    log,
    async live(part) {
      // The portal is stopped while its counts move.
      const taps = part === 'seal' ? 0 : 1 + Math.floor(random() * TAPS_AT_MOST[architecture]);
      const drives = sticks[part];
      const clock = new Date(start + seconds * 1000);
      const life = await live({ box, card, random, part, drives, clock, log, taps });
      seconds += life.seconds + 30;
      return life;
    },
    async close() {
      await card.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** As QEMU's `-drive` has it. */
function inserted(file: string): string {
  return `file=${file}`;
}

function readOnly(file: string): string {
  return `${inserted(file)},read-only=on`;
}
