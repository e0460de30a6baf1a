import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from '../example.ts';

/** The flags of `npm start`. */
export const FLAGS = ['--optimize-for-size', '--max-semi-space-size=1', '--max-old-space-size=64'];

const ANSWER_WITHIN_MS = 15_000;

export interface Served {
  readonly port: number;
  /** From the start of the process to the end of its first answer. */
  readonly startMs: number;
  residentMb(): number;
  stop(): Promise<void>;
}

/** The portal with a simulated gate, in a folder of its own. */
export async function servePortal(port: number): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-bench-'));
  const example = readFileSync(join(ROOT, 'deploy/laptop/checkpoint.toml'), 'utf8');
  const config = join(folder, 'checkpoint.toml');
  writeFileSync(
    config,
    example
      .replaceAll('"data', `"${folder}`)
      .concat(`[portal]\nport = ${port}\n[reporting]\nlisten = "127.0.0.1:${port + 1}"\n`),
  );
  const served = await serve([...FLAGS, join(ROOT, 'dist/main.js'), 'portal', '--config', config], port);
  return {
    ...served,
    async stop() {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Node's own http server with one short answer: as fast as anything on Node can be. */
export function serveBareNode(port: number): Promise<Served> {
  const script = `require('node:http').createServer((q, s) => s.end('<!DOCTYPE html><title>WiFi</title><p>WiFi')).listen(${port}, '127.0.0.1')`;
  return serve([...FLAGS, '-e', script], port);
}

async function serve(words: readonly string[], port: number): Promise<Served> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, words, { stdio: 'ignore' });
  while ((await statusOf(port)) === undefined) {
    // What is measured is this very wait; a program that has ended, or hangs, is told instead of waited for.
    if (child.exitCode !== null)
      throw new Error(`it ended with ${child.exitCode} before it answered on ${port}`);
    if (performance.now() - startedMs > ANSWER_WITHIN_MS) throw new Error(`no answer on ${port}`);
    await setTimeout(2);
  }
  return {
    port,
    startMs: performance.now() - startedMs,
    residentMb: () => residentMbOf(child),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function statusOf(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    }).on('error', () => resolve(undefined));
  });
}

function residentMbOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
