import { setTimeout } from 'node:timers/promises';
import { onTestFinished, test, vi } from 'vitest';
import { createCardSync } from '../../src/checkpoint/flows/card-sync.ts';
import { createHeartbeat } from '../../src/checkpoint/flows/heartbeat.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import type { ClockQuality } from '../../src/domain/clock.ts';
import type { Tally } from '../../src/domain/tally.ts';
import { startVictim } from '../crash/portal.ts';
import { createRandom } from '../crash/random.ts';
import { createMemoryLog, createTestClock } from '../doubles.ts';
import { insertCard, writtenBytesOf } from './card.ts';

const PORT = 18_384;
const SEED = Number(process.env.SEED ?? 1);
/** Visits an hour, and what the card may take an hour. */
const RATES = [
  { perHour: 0, boundMb: undefined },
  { perHour: 500, boundMb: 4 },
  { perHour: 5000, boundMb: 20 },
] as const;
const [HOURS, HOUR_S] = [4, 3600];
/** From the guide to the tap, at most. */
const THINKS_S = 20;
const LANGUAGES = ['vi', 'vi', 'vi', 'en', 'km', 'zh'];
const FAMILIES = ['android', 'android', 'ios', 'windows', 'other'];

/**
 * Whole hours of visits at random moments, second by second, in a time of the test's own: each writes to a real card, as the kernel has to
 * bring there what is synced whether or not time has passed. What an hour costs more is when the log is brought into the database.
 */
test.each(['ntp', 'estimated'] as const)('hours of the ledger, while its clock is %s', async (quality) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  for (const { perHour, boundMb } of RATES) {
    const hours = await hoursOf(perHour, quality);
    tell(`${quality}, ${perHour} visits an hour`, hours.map(mb).join(', '), boundMb);
  }
});

/** What each hour writes, in bytes. */
async function hoursOf(perHour: number, quality: ClockQuality): Promise<number[]> {
  const pass = createTime(visitsOf(perHour), quality);
  const bytes: number[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    const before = writtenBytesOf(process.pid);
    for (let second = 0; second < HOUR_S; second++) await pass(hour * HOUR_S + second);
    bytes.push(writtenBytesOf(process.pid) - before);
  }
  return bytes;
}

/** A ledger on a card, and the jobs that write to it. */
function createTime({ shown, taps }: ReturnType<typeof visitsOf>, quality: ClockQuality) {
  const clock = createTestClock();
  clock.setQuality(quality);
  const log = createMemoryLog();
  const { database } = openStore(insertCard().folder, log);
  const ledger = createLedger({ database, bootId: 'boot', clock, log });
  onTestFinished(() => ledger.close());
  const [sync, heartbeat] = [createCardSync(ledger), createHeartbeat(ledger, clock)];
  const lookMs = Number(sync.everyMs);
  return async (second: number) => {
    ledger.note(shown.get(second) ?? []);
    for (const tally of taps.get(second) ?? []) void ledger.record([tally]);
    if (second % 20 === 0) void heartbeat.run();
    for (let ms = 0; ms < 1000; ms += lookMs) {
      vi.advanceTimersByTime(lookMs);
      await sync.run();
    }
    clock.pass(1000);
  };
}

/** What is counted in which second. */
function visitsOf(perHour: number) {
  const random = createRandom(SEED);
  const one = (parts: readonly string[]) => parts[Math.floor(random() * parts.length)] ?? '';
  const [shown, taps] = [new Map<number, Tally[]>(), new Map<number, Tally[]>()];
  const put = (seconds: Map<number, Tally[]>, second: number, ...tallies: Tally[]) =>
    seconds.set(second, [...(seconds.get(second) ?? []), ...tallies]);
  for (let visit = 0; visit < perHour * HOURS; visit++) {
    const second = Math.floor(((visit % HOURS) + random()) * HOUR_S);
    const [language, family] = [one(LANGUAGES), one(FAMILIES)];
    put(shown, second, { metric: 'device', parts: { family } }, { metric: 'shown', parts: { language } });
    const tap = second + 1 + Math.floor(random() * THINKS_S);
    put(taps, tap, { metric: 'session', parts: { language, family } });
  }
  return { shown, taps };
}

/** That nothing else of it writes: in real time, so for minutes only; its machine's clock is one that nobody has set. */
test('the whole portal', async () => {
  const card = insertCard();
  const victim = await startVictim(card.folder, PORT);
  onTestFinished(victim.kill);
  let phone = 0;
  for (const { perHour, boundMb } of RATES) {
    const visits = Math.round(perHour / 60) || 1;
    const [before, blocksBefore] = [writtenBytesOf(victim.pid), card.writtenBytes()];
    for (let visit = 0; visit < visits; visit++) {
      const shows = perHour > 0 && (await victim.show(phone));
      await setTimeout(30_000 / visits);
      if (shows) await victim.tap(phone++);
      await setTimeout(30_000 / visits);
    }
    const bytes = writtenBytesOf(victim.pid) - before;
    const blocks = card.writtenBytes() - blocksBefore;
    tell(`the whole portal, ${perHour} visits an hour, by a minute`, mb(bytes * 60), boundMb);
    tell('  its file system`s journal and blocks among it', mb(blocks * 60));
  }
});

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

function tell(what: string, figures: string, boundMb?: number): void {
  const bound = boundMb === undefined ? '' : `, at most ${boundMb} wanted`;
  process.stdout.write(`disk writes, ${what}: ${figures} MB an hour${bound}\n`);
}
