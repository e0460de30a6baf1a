import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readResult, type UpdateResult } from '../domain/update-result.ts';
import { runCommand } from '../platform/run-command.ts';
import type { Places } from './places.ts';
import { UNIT } from './stage.ts';

const LOOK_MS = 200;

/** How the last update ended; undefined where there was none. */
export async function lastResult({ work }: Pick<Places, 'work'>): Promise<UpdateResult | undefined> {
  return readResult(await readFile(join(work, 'last.json'), 'utf8').catch(() => ''));
}

/** How far an update has come; undefined where none is under way. */
export async function stepOf({ work }: Pick<Places, 'work'>): Promise<string | undefined> {
  const journal = await readFile(join(work, 'journal'), 'utf8').catch(() => undefined);
  return journal?.trimEnd().split('\n').at(-1);
}

/** Starts the script, as a unit of its own where there is systemd: it goes on when whoever asked for it has gone. */
export async function startSwap({ work }: Pick<Places, 'work'>): Promise<void> {
  if (existsSync('/run/systemd/system')) {
    await runCommand('systemctl', ['daemon-reload'], { timeoutMs: 60_000 });
    await runCommand('systemctl', ['start', '--no-block', UNIT], { timeoutMs: 60_000 });
    return;
  }
  const child = spawn('/bin/sh', [join(work, 'swap.sh')], { detached: true, stdio: 'ignore' });
  child.unref();
}

export interface Watching {
  readonly onStep: (step: string) => void;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly ending: AbortSignal;
}

/** Looks on until it is over; undefined where whoever looks on was told to end before. */
export async function watchSwap(
  places: Pick<Places, 'work'>,
  { onStep, sleep, ending }: Watching,
): Promise<UpdateResult | undefined> {
  let told: string | undefined;
  while (!ending.aborted) {
    const step = await stepOf(places);
    if (step === undefined) return lastResult(places);
    if (step !== told) onStep(step);
    told = step;
    if (step.startsWith('back ') && (await lastResult(places))?.outcome === 'stuck')
      return lastResult(places);
    await sleep(LOOK_MS);
  }
  return undefined;
}
