import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Fetches a URL over and over, PARALLEL times at once: a phone that downloads, or one that browses. The downloads begin one
 * after the other within the first WARM seconds; what comes in the SECONDS after those is counted, and printed.
 * Arguments: URL PARALLEL WARM SECONDS.
 */

const [url, ...numbers] = process.argv.slice(2);
const [parallel, warm, seconds] = numbers.map(Number);
if (!url || !parallel || !warm || !seconds) throw new Error('usage: download URL PARALLEL WARM SECONDS');

let bytes = 0;
const agent = new Agent();

function fetchOnce(address: string): Promise<void> {
  return new Promise((resolve) => {
    const request = get(address, { agent }, (response) => {
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('close', resolve);
    });
    request.on('error', () => resolve());
  });
}

async function fetchOn(address: string, after: number): Promise<never> {
  await pause(after);
  for (;;) await fetchOnce(address);
}

for (let one = 0; one < parallel; one += 1) void fetchOn(url, (one / parallel) * warm * 1000);
await pause(warm * 1000);
const before = bytes;
await pause(seconds * 1000);
process.stdout.write(`${JSON.stringify({ bytes: bytes - before })}\n`, () => process.exit());
