import { setTimeout } from 'node:timers/promises';
import { onTestFinished, test, vi } from 'vitest';
import { createCardSync } from '../../src/checkpoint/flows/card-sync.ts';
import { createHeartbeat } from '../../src/checkpoint/flows/heartbeat.ts';
import { createLedger } from '../../src/checkpoint/system/ledger.ts';
import { openStore } from '../../src/checkpoint/system/store.ts';
import type { ClockQuality } from '../../src/domain/clock.ts';
import type { Tally } from '../../src/domain/tally.ts';
import { startVictim, type Victim } from '../crash/portal.ts';
import { createRandom } from '../crash/random.ts';
import { createMemoryLog, createTestClock } from '../doubles.ts';
import { insertCard, writtenBytesOf } from './card.ts';

const PORT = 18_384;
const SEED = Number(process.env.SEED ?? 1);
/** Visits an hour, what the card may take an hour, and for how long the whole portal is watched. */
const RATES = [
  { perHour: 0, minutes: 1, boundMb: undefined },
  { perHour: 500, minutes: 3, boundMb: 4 },
  { perHour: 5000, minutes: 1, boundMb: 20 },
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

/**
 * In real time, so for minutes only: that nothing else of it writes. What it loads with its first pages comes before, as to read a file
 * for the first time is a write too, of when that was; its machine's clock is one that nobody has set.
 */
test('the whole portal', async () => {
  const card = insertCard();
  const victim = await startVictim(card.folder, PORT);
  onTestFinished(victim.kill);
  const phones = { next: 0 };
  await visit(victim, 'show', phones.next);
  await visit(victim, 'tap', phones.next++);
  await setTimeout(10_000);
  for (const { perHour, boundMb, minutes } of RATES) {
    const [before, blocksBefore] = [writtenBytesOf(victim.pid), card.writtenBytes()];
    await liveThrough(victim, eventsOf((perHour / 60) * minutes, minutes * 60_000, phones), minutes * 60_000);
    const bytes = writtenBytesOf(victim.pid) - before;
    const blocks = card.writtenBytes() - blocksBefore;
    tell(
      `the whole portal, ${perHour} visits an hour, by ${minutes} min`,
      mb((bytes * 60) / minutes),
      boundMb,
    );
    tell('  with its file system`s journal and blocks', mb((blocks * 60) / minutes));
  }
}, 500_000);

interface VisitEvent {
  readonly atMs: number;
  readonly word: 'show' | 'tap';
  readonly phone: number;
}

function eventsOf(visits: number, withinMs: number, phones: { next: number }): readonly VisitEvent[] {
  const random = createRandom(SEED);
  const events: VisitEvent[] = [];
  for (let visit = 0; visit < Math.round(visits); visit++) {
    const [atMs, phone] = [random() * withinMs, phones.next++];
    const tapMs = atMs + 1000 + random() * THINKS_S * 1000;
    // Of one that is over the end the tap is at the beginning, as of one who came before: nobody asks whether a guide was shown.
    events.push({ atMs, word: 'show', phone }, { atMs: tapMs % withinMs, word: 'tap', phone });
  }
  return events.sort((one, other) => one.atMs - other.atMs);
}

async function liveThrough(victim: Victim, events: readonly VisitEvent[], withinMs: number): Promise<void> {
  const startMs = performance.now();
  const until = (atMs: number) => setTimeout(Math.max(0, startMs + atMs - performance.now()));
  for (const { atMs, word, phone } of events) {
    await until(atMs);
    await visit(victim, word, phone);
  }
  await until(withinMs);
}

async function visit(victim: Victim, word: 'show' | 'tap', phone: number): Promise<void> {
  if (!(await victim[word](phone))) throw new Error(`phone ${phone} was not served: ${word}`);
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

function tell(what: string, figures: string, boundMb?: number): void {
  const bound = boundMb === undefined ? '' : `, at most ${boundMb} wanted`;
  process.stdout.write(`disk writes, ${what}: ${figures} MB an hour${bound}\n`);
}
