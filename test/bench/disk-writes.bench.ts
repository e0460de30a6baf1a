import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished, test } from 'vitest';
import { startVictim } from '../crash/portal.ts';
import { temporaryFolder } from '../doubles.ts';

const PORT = 18_384;
const MINUTE_MS = 60_000;
/** Visits an hour, how long is watched, and what the card may take an hour. */
const RATES = [
  { perHour: 0, minutes: 1, boundMb: undefined },
  { perHour: 500, minutes: 1.5, boundMb: 4 },
  { perHour: 5000, minutes: 1, boundMb: 20 },
] as const;

/**
 * In real time, as the card is written at each sync, five seconds apart: an hour is the minute that is watched, sixty times.
 * A visit shows the guide and taps. What is told is what the kernel has to bring to the disk (`write_bytes` of proc(5)).
 */
test('what reaches the disk in an hour of so many visits', async () => {
  const victim = await startVictim(temporaryFolder(), PORT);
  onTestFinished(victim.kill);
  let phone = 0;
  for (const { perHour, minutes, boundMb } of RATES) {
    const visits = Math.round((perHour / 60) * minutes);
    const before = writtenBytes(victim.pid);
    for (let visit = 0; visit < visits; visit++) {
      await victim.show(phone);
      await victim.tap(phone++);
      await setTimeout((minutes * MINUTE_MS) / visits);
    }
    if (visits === 0) await setTimeout(minutes * MINUTE_MS);
    const mb = ((writtenBytes(victim.pid) - before) / 1e6 / minutes) * 60;
    const bound = boundMb === undefined ? '' : `, at most ${boundMb} wanted`;
    process.stdout.write(
      `disk writes, ${String(perHour).padStart(4)} visits an hour: ${mb.toFixed(2)} MB an hour${bound}\n`,
    );
  }
});

function writtenBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/io`, 'utf8').match(/^write_bytes: (\d+)$/m)?.[1]);
}
