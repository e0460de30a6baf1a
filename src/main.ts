#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { run } from './cli/run.ts';

/** The only file that touches argv, the environment and the exit status. */
const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());

// Whoever reads has seen enough, as in `counts | head`.
process.stdout.on('error', () => process.exit());

const { env } = process;
process.exitCode = await run(process.argv.slice(2), {
  root: fileURLToPath(new URL('..', import.meta.url)),
  language: env.LC_ALL || env.LC_MESSAGES || env.LANG || '',
  stdout: process.stdout,
  stderr: process.stderr,
  journal: env.JOURNAL_STREAM !== undefined,
  ending: ending.signal,
});
