import { type ChildProcess, spawn } from 'node:child_process';
import { type Command, environment } from './command.ts';

const READY_WITHIN_MS = 15_000;
const LOOK_MS = 10;

/** An exit code, or the signal that ended the program. */
export type Exit = number | NodeJS.Signals;

/** How a program tells that it is ready: in words on one of its outputs, or by something that can be looked at. */
export type Ready = RegExp | (() => boolean);

/** A program of the lab that runs until it is told to end, and can then be started again. */
export interface Program {
  pid(): number | undefined;
  /** All it has printed in all its runs, on both outputs. */
  output(): Buffer;
  /** Resolves once it has said that it is ready; if it ends before, rejects with all it said. */
  start(): Promise<void>;
  /** Sends the signal and resolves once the program is gone; nobody starts it again. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
  /** Kills it as a fault would: where it is kept up, it is started again as systemd does. */
  fall(): Promise<Exit>;
}

/** What the rendered units say: `Restart=always`, `RestartSec=500ms`. */
const RESTART_MS = 500;

export async function startProgram(
  [file, ...words]: Command,
  ready: Ready,
  { keepUp = false } = {},
): Promise<Program> {
  const printed: Buffer[] = [];
  let stopped = false;
  const launch = () => {
    const child = spawn(file, words, { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
    const ended = untilEnded(child);
    void ended.then(() => setTimeout(() => keepUp && !stopped && child === run.child && again(), RESTART_MS));
    return { child, ended };
  };
  const again = () => {
    run = launch();
  };
  let run = launch();
  await untilReady(run.child, ready);
  return {
    pid: () => run.child.pid,
    output: () => Buffer.concat(printed),
    start: () => {
      stopped = false;
      again();
      return untilReady(run.child, ready);
    },
    stop: (signal = 'SIGTERM') => {
      stopped = true;
      run.child.kill(signal);
      return run.ended;
    },
    fall: () => {
      run.child.kill('SIGKILL');
      return run.ended;
    },
  };
}

function untilEnded(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
}

function untilReady(child: ChildProcess, ready: Ready): Promise<void> {
  return new Promise((done, reject) => {
    let said = '';
    const resolve = () => {
      clearTimeout(timer);
      clearInterval(look);
      done();
    };
    const fail = (why: string) => reject(new Error(`${child.spawnargs.join(' ')}\n${why}\n${said}`));
    const late = `has not said within ${READY_WITHIN_MS} ms that it is ready`;
    const timer = setTimeout(fail, READY_WITHIN_MS, late);
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (ready instanceof RegExp && ready.test(said)) resolve();
    };
    const look = setInterval(() => ready instanceof Function && ready() && resolve(), LOOK_MS);
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', ({ message }) => fail(message));
    child.once('close', (code, signal) => fail(`ended with ${code ?? signal} before it was ready`));
    child.once('close', () => clearTimeout(timer));
    child.once('close', () => clearInterval(look));
  });
}
