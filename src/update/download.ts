import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { rootCertificates } from 'node:tls';
import { bytesOf } from './shelf.ts';

export interface Download {
  readonly url: string;
  /** Where it is written; what is there already is gone on with. */
  readonly target: string;
  /** It is given up where it would be larger. */
  readonly bytesAtMost: number;
  /** How fast it may be: travelers go first. */
  readonly kbit: number;
  /** Roots in PEM, beside the public ones. */
  readonly authorities?: readonly string[];
  readonly sleep: (ms: number) => Promise<unknown>;
  /** By a clock that never goes backwards. */
  readonly monotonicMs: () => number;
  readonly onProgress?: ((have: number, whole: number) => void) | undefined;
}

/** How often in a row it may come to nothing before it is given up; with the waits between, a quarter of an hour. */
const TRIES = 20;
const WAIT_MS_AT_MOST = 60_000;
/** A link that sends nothing for so long is dead, though nobody has said so. */
const SILENCE_MS = 30_000;

/** A server that says no, or sends more than it may: to ask again would get the same. */
class FinalError extends Error {}

/** Fetches a file over a link that breaks off again and again: each try goes on where the last one ended. */
export async function download(order: Download): Promise<void> {
  for (let failures = 0; ; ) {
    const before = await bytesOf(order.target);
    try {
      await fetchRest(order, before);
      return;
    } catch (error) {
      const came = (await bytesOf(order.target)) > before;
      failures = came ? 1 : failures + 1;
      if (error instanceof FinalError || failures >= TRIES) throw error;
      await order.sleep(Math.min(WAIT_MS_AT_MOST, 1000 * 2 ** (failures - 1)));
    }
  }
}

async function fetchRest(order: Download, have: number): Promise<void> {
  const response = await ask(order, have);
  const { statusCode = 0, headers } = response;
  // All of it is there: the hash says whether it is the right thing.
  if (statusCode === 416 && have > 0) return void response.destroy();
  if (statusCode !== 200 && statusCode !== 206) {
    response.destroy();
    const told = `it answers with status ${statusCode}`;
    throw statusCode >= 500 || statusCode === 429 ? new Error(told) : new FinalError(told);
  }
  // A server that cannot go on in the middle sends all of it again.
  const from = statusCode === 206 ? have : 0;
  const whole = from + Number(headers['content-length'] ?? 0);
  if (whole > order.bytesAtMost) {
    response.destroy();
    throw new FinalError(`it is larger than ${order.bytesAtMost} bytes`);
  }
  await write(order, response, { from, whole });
}

function ask({ url, authorities = [] }: Download, have: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, {
      headers: { Accept: 'application/octet-stream', ...(have > 0 && { Range: `bytes=${have}-` }) },
      ca: [...rootCertificates, ...authorities],
      minVersion: 'TLSv1.2',
      agent: false,
      timeout: SILENCE_MS,
    });
    request.on('timeout', () => request.destroy(new Error(`nothing came for ${SILENCE_MS} ms`)));
    request.on('error', reject);
    request.on('response', resolve);
  });
}

/** What is not read waits at the server's end: TCP's window is what keeps it slow. */
async function write(
  { target, bytesAtMost, kbit, sleep, monotonicMs, onProgress }: Download,
  response: IncomingMessage,
  { from, whole }: { readonly from: number; readonly whole: number },
): Promise<void> {
  const file = await open(target, from === 0 ? 'w' : 'r+', 0o600);
  const startMs = monotonicMs();
  let at = from;
  const put = async (chunk: Buffer) => {
    if (at + chunk.length > bytesAtMost) throw new FinalError(`it is larger than ${bytesAtMost} bytes`);
    await file.write(chunk, 0, chunk.length, at);
    at += chunk.length;
    onProgress?.(at, whole);
  };
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      await put(chunk);
      const dueMs = ((at - from) * 8) / kbit;
      const aheadMs = dueMs - (monotonicMs() - startMs);
      if (aheadMs > 0) await sleep(aheadMs);
    }
  } catch (error) {
    // What had come while we waited is in the stream's buffer still, and was paid for.
    if (!(error instanceof FinalError))
      for (let rest = response.read(); rest; rest = response.read()) await put(rest);
    throw error;
  } finally {
    await file.close();
  }
  if (at < whole) throw new Error('it broke off');
}
