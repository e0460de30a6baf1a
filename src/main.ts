#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './cli/run.ts';

/** The only file that touches argv, the environment and the exit status. */
const ending = new AbortController();
const signals = { asked: false };

/** A second Ctrl+C ends at once. The others may come twice, from `timeout` or a shell whose window was shut, and mean it once. */
function takeSignals(): AbortSignal {
  if (!signals.asked) {
    process.once('SIGINT', () => ending.abort());
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  }
  signals.asked = true;
  return ending.signal;
}

// Whoever read has seen enough, as in `counts | head`, or the log's reader is gone: travelers need neither.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const { env } = process;
const root = fileURLToPath(new URL('..', import.meta.url));
process.exitCode = await run(process.argv.slice(2), {
  root,
  version: (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }).version,
  language: env.LC_ALL || env.LC_MESSAGES || env.LANG || '',
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  journal: env.JOURNAL_STREAM !== undefined,
  supervisor: env.NOTIFY_SOCKET === undefined ? undefined : { watchdogMs: watchdogMs(env.WATCHDOG_USEC) },
  ending: takeSignals,
});

function watchdogMs(microseconds: string | undefined): number | undefined {
  return microseconds === undefined ? undefined : Number(microseconds) / 1000;
}
