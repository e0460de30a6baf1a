import { fileURLToPath } from 'node:url';
import { run } from './command.ts';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles the programs that run inside a namespace, under plain Node, to dist/lab. */
export async function buildLab(): Promise<void> {
  await run([
    process.execPath,
    `${REPOSITORY}node_modules/typescript/bin/tsc`,
    '-p',
    `${REPOSITORY}test/lab`,
  ]);
}
