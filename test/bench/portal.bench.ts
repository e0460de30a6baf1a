import { Agent, get, type RequestOptions } from 'node:http';
import { test } from 'vitest';
import { type Served, serveBareNode, servePortal } from './server.ts';

const ROUNDS = 7;
const REQUESTS = 2000;
const CONNECTIONS = 16;

/** Each round starts both programs and asks both the same, one after the other, so that a slow moment slows both. */
test('start, memory and answers, beside Node`s bare http server', async () => {
  const rows = { bare: [] as Figures[], portal: [] as Figures[] };
  for (let round = 0; round < ROUNDS; round++) {
    rows.bare.push(await measure(await serveBareNode(18_180), REQUEST_KINDS));
    rows.portal.push(await measure(await servePortal(18_182), REQUEST_KINDS));
  }
  const names = [...new Set([...rows.bare, ...rows.portal].flatMap((figures) => Object.keys(figures)))];
  const table = names.map((name) => ({
    figure: name,
    bare: medianOf(rows.bare, name),
    portal: medianOf(rows.portal, name),
  }));
  process.stdout.write(`medians of ${ROUNDS} rounds, Node ${process.versions.node}\n`);
  for (const { figure, bare, portal } of table) {
    process.stdout.write(`${figure.padEnd(34)}${(bare ?? '').padStart(10)}${(portal ?? '').padStart(10)}\n`);
  }
});

type Figures = Record<string, number>;

const REQUEST_KINDS: Readonly<Record<string, RequestOptions>> = {
  'redirect, new connection each': { headers: { Host: 'captive.apple.com' }, agent: false },
  'guide, kept connection': { headers: { 'Accept-Encoding': 'gzip' } },
};

async function measure(served: Served, requests: Readonly<Record<string, RequestOptions>>): Promise<Figures> {
  const figures: Figures = {
    'start to first answer, ms': served.startMs,
    'memory idle, MB': served.residentMb(),
  };
  for (const [name, options] of Object.entries(requests)) {
    figures[`${name}, req/s`] = await answersPerSecond({ port: served.port, host: '127.0.0.1', ...options });
  }
  figures['memory after, MB'] = served.residentMb();
  await served.stop();
  return figures;
}

async function answersPerSecond(options: RequestOptions): Promise<number> {
  const agent = options.agent ?? new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const startedMs = performance.now();
  let left = REQUESTS;
  const worker = async () => {
    while (left-- > 0) await ask({ ...options, agent });
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  if (agent instanceof Agent) agent.destroy();
  return (REQUESTS * 1000) / (performance.now() - startedMs);
}

function ask(options: RequestOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    get(options, (answer) => answer.resume().on('end', resolve)).on('error', reject);
  });
}

function medianOf(rounds: readonly Figures[], name: string): string | undefined {
  const values = rounds.flatMap((figures) => figures[name] ?? []).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)]?.toFixed(0);
}
