import { type ChildProcess, spawn } from 'node:child_process';
import { type Command, environment } from './command.ts';

const READY_WITHIN_MS = 15_000;

/** An exit code, or the signal that ended the program. */
export type Exit = number | NodeJS.Signals;

/** A program of the lab that runs until it is told to end, and can then be started again. */
export interface Program {
  pid(): number | undefined;
  /** All it has printed in all its runs, on both outputs. */
  output(): Buffer;
  /** Resolves once it has said that it is ready; if it ends before, rejects with all it said. */
  start(): Promise<void>;
  /** Sends the signal and resolves once the program is gone. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
}

export async function startProgram([file, ...words]: Command, ready: RegExp): Promise<Program> {
  const printed: Buffer[] = [];
  const launch = () => {
    const child = spawn(file, words, { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
    return { child, ended: untilEnded(child) };
  };
  let run = launch();
  await untilReady(run.child, ready);
  return {
    pid: () => run.child.pid,
    output: () => Buffer.concat(printed),
    start: () => {
      run = launch();
      return untilReady(run.child, ready);
    },
    stop: (signal = 'SIGTERM') => {
      run.child.kill(signal);
      return run.ended;
    },
  };
}

function untilEnded(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
}

function untilReady(child: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`${child.spawnargs.join(' ')}\n${why}\n${said}`));
    const timer = setTimeout(
      fail,
      READY_WITHIN_MS,
      `has not said within ${READY_WITHIN_MS} ms that it is ready`,
    );
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (ready.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', ({ message }) => fail(message));
    child.once('close', (code, signal) => fail(`ended with ${code ?? signal} before it was ready`));
    child.once('close', () => clearTimeout(timer));
  });
}
