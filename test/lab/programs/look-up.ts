import { Resolver } from 'node:dns/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks up a name that nobody has asked for before, five times a second, from WARM seconds after its start on for SECONDS.
 * Prints what each took, in ms. One that has no answer after two seconds counts as those. Arguments: WARM SECONDS.
 */

const PATIENCE_MS = 2000;
const PAUSE_MS = 200;

const [warm, seconds] = process.argv.slice(2).map(Number);
if (!warm || !seconds) throw new Error('usage: look-up WARM SECONDS');

const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 1 });
await pause(warm * 1000);
const end = performance.now() + seconds * 1000;
const ms: number[] = [];
for (let one = 1; performance.now() < end; one += 1) {
  const start = performance.now();
  const answered = await resolver
    .resolve4(`n${one}-${process.pid}-${Date.now()}.example`)
    .catch(() => undefined);
  ms.push(answered ? performance.now() - start : PATIENCE_MS);
  await pause(PAUSE_MS);
}
process.stdout.write(`${JSON.stringify({ ms: ms.map((value) => Math.round(value * 10) / 10) })}\n`);
