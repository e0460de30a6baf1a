import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestOptions } from 'node:http';
import { createInterface } from 'node:readline';
import { environment } from '../lab/command.ts';
import type { Image } from './image.ts';

const BOOT_WORDS = 'console=ttyS0 quiet panic=-1';
const READY_WITHIN_MS = 180_000;

export interface Answer {
  /** 0 where nobody answered. */
  readonly status: number;
  readonly body: string;
}

/** An emulated machine (no KVM) with the portal on it. */
export interface Machine {
  /** What SQLite said of the ledger as it was found, before anybody opened it; `none` where there was none. */
  readonly integrity: unknown;
  /** What the portal has said so far. */
  readonly log: readonly string[];
  /** Asks a server on it; status 0 for whatever is under way when the power is cut. */
  ask(options: RequestOptions, body?: string): Promise<Answer>;
  /** Takes the power away. Resolves when nothing more can reach the disk's server. */
  kill(): Promise<void>;
}

type Told = { readonly integrity: unknown } | { readonly log: string } | (Answer & { readonly id: number });

export interface MachineParts extends Image {
  /** The socket of its disk's server. */
  readonly disk: string;
  /** A file for what its kernel says; written over. */
  readonly console: string;
  /** Whether a time server has set its clock, so that counts have their hours at once. */
  readonly clockIsSet: boolean;
}

/** Resolves when the portal is ready. */
export async function bootMachine(parts: MachineParts): Promise<Machine> {
  const child = startEmulator(parts);
  const waiting = new Map<number, (answer: Answer) => void>();
  const log: string[] = [];
  let integrity: unknown;
  const isReady = new Promise<void>((resolve, reject) => {
    createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => {
      const told = parse(line);
      if (told === undefined) return;
      if ('integrity' in told) integrity = told.integrity;
      else if ('log' in told) {
        log.push(told.log);
        if (told.log.includes('portal ready')) resolve();
      } else waiting.get(told.id)?.(told);
    });
    const fail = (why: string) => () => reject(new Error(`the machine ${why}: ${log.join('\n')}`));
    child.once('exit', fail('has ended'));
    setTimeout(fail('did not start'), READY_WITHIN_MS).unref();
  });
  const kill = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    for (const answer of waiting.values()) answer({ status: 0, body: '' });
  };
  await isReady.catch(async (error) => {
    await kill();
    throw error;
  });
  let last = 0;
  return {
    integrity,
    log,
    kill,
    async ask(options, body) {
      const id = ++last;
      const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      child.stdin?.write(`${JSON.stringify({ id, options, body })}\n`);
      const told = await answer;
      waiting.delete(id);
      return told;
    },
  };
}

/** Its console goes to a file, its second serial line to stdin and stdout. */
function startEmulator(parts: MachineParts): ChildProcess {
  const { kernel, initrd, disk, console, clockIsSet } = parts;
  const options = ['-M', 'q35', '-accel', 'tcg', '-cpu', 'max', '-smp', '1', '-m', '768', '-nic', 'none'];
  // The disk's cache is its server's: QEMU keeps nothing back, and hands each flush on.
  const drive = ['-drive', `driver=raw,file.driver=nbd,file.path=${disk},if=virtio,cache=writeback`];
  const lines = [
    '-serial',
    `file:${console}`,
    '-chardev',
    'stdio,id=relay,signal=off',
    '-serial',
    'chardev:relay',
  ];
  const boot = [
    '-kernel',
    kernel,
    '-initrd',
    initrd,
    '-append',
    clockIsSet ? `${BOOT_WORDS} clock_is_set` : BOOT_WORDS,
    '-no-reboot',
  ];
  const words = [...options, ...drive, ...lines, ...boot, '-display', 'none', '-monitor', 'none'];
  return spawn('qemu-system-x86_64', words, { env: environment(), stdio: ['pipe', 'pipe', 'inherit'] });
}

/** A line that the kernel or a cut has broken says nothing. */
function parse(line: string): Told | undefined {
  try {
    return JSON.parse(line) as Told;
  } catch {
    return undefined;
  }
}
