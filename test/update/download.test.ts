import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { download } from '../../src/update/download.ts';
import { makeChain } from '../certificates.ts';
import { temporaryFolder } from '../doubles.ts';

const WHOLE = randomBytes(300_000);

/** A real server on this machine, and what a checkpoint fetches from it without ever waiting. */
async function serve(answer: RequestListener) {
  const chain = makeChain('localhost', {});
  const ranges: (string | undefined)[] = [];
  const server = createServer(
    { cert: chain.leaf.pem + chain.middle.pem, key: chain.leaf.keyPem },
    (request, response) => {
      ranges.push(request.headers.range);
      answer(request, response);
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const target = join(temporaryFolder(), 'package.part');
  const waits: number[] = [];
  const fetchIt = (bytesAtMost = 1_000_000, kbit = 1e9) =>
    download({
      url: `https://localhost:${(server.address() as AddressInfo).port}/p.deb`,
      target,
      bytesAtMost,
      kbit,
      authorities: [chain.root.pem],
      sleep: async (ms) => void waits.push(ms),
      monotonicMs: () => 0,
    });
  return { target, ranges, waits, fetchIt };
}

/** As a plain file server does; `cutAfter` bytes of each answer the link breaks off. */
const fileServer =
  (cutAfter = Infinity): RequestListener =>
  (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= WHOLE.length) return void response.writeHead(416).end();
    const rest = WHOLE.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'Content-Length': rest.length });
    if (rest.length <= cutAfter) response.end(rest);
    else response.write(rest.subarray(0, cutAfter), () => setImmediate(() => response.destroy()));
  };

test('a link that breaks off again and again brings it whole, and each byte once', async () => {
  const { target, ranges, fetchIt } = await serve(fileServer(64_000));
  await fetchIt();
  expect(readFileSync(target).equals(WHOLE)).toBe(true);
  expect(ranges.slice(0, 2)).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
  expect(ranges.length).toBeGreaterThan(4);
});

test('what an earlier run has fetched is gone on with, all of it too', async () => {
  const { target, ranges, fetchIt } = await serve(fileServer());
  writeFileSync(target, WHOLE.subarray(0, 100_000));
  await fetchIt();
  await fetchIt();
  expect(readFileSync(target).equals(WHOLE)).toBe(true);
  expect(ranges).toEqual(['bytes=100000-', 'bytes=300000-']);
});

test('a server that knows no ranges sends it again from its beginning', async () => {
  const { target, fetchIt } = await serve((_request, response) => response.end(WHOLE));
  writeFileSync(target, randomBytes(100_000));
  await fetchIt();
  expect(readFileSync(target).equals(WHOLE)).toBe(true);
});

test('it takes no more of the disk than it may, whatever the server says', async () => {
  const { target, fetchIt } = await serve((_request, response) => {
    // Without a length: only what comes tells.
    const more = () => response.write(WHOLE, () => setImmediate(more));
    more();
  });
  await expect(fetchIt(500_000)).rejects.toThrow('larger than 500000 bytes');
  expect(statSync(target).size).toBeLessThanOrEqual(500_000);
  const honest = await serve(fileServer());
  await expect(honest.fetchIt(200_000)).rejects.toThrow('larger');
  expect(honest.ranges).toHaveLength(1);
});

test('a no is final, a server in trouble is asked again, longer and longer, and not for ever', async () => {
  const no = await serve((_request, response) => response.writeHead(404).end());
  await expect(no.fetchIt()).rejects.toThrow('404');
  expect(no.ranges).toHaveLength(1);
  const trouble = await serve((_request, response) => response.writeHead(503).end());
  await expect(trouble.fetchIt()).rejects.toThrow('503');
  expect(trouble.ranges).toHaveLength(20);
  expect(trouble.waits.slice(0, 3)).toEqual([1000, 2000, 4000]);
  expect(Math.max(...trouble.waits)).toBe(60_000);
});

test('travelers go first: it is no faster than it may be', async () => {
  const { waits, fetchIt } = await serve(fileServer());
  await fetchIt(1_000_000, 1000);
  // By a clock that stands still, each wait is all that the bytes until then are due: 300 KB at 1 Mbit/s take 2.4 s.
  expect(waits.at(-1)).toBeCloseTo(2400, 0);
});
