import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { environment } from '../lab/command.ts';
import type { Architecture } from './debian.ts';

interface Kind {
  readonly emulator: string;
  readonly options: readonly string[];
  /** The first serial line, for the kernel. */
  readonly console: string;
  /** The second one, for the trial. */
  readonly findings: string;
  readonly findingsDevice: readonly string[];
}

/**
 * Each instruction takes a nanosecond of the machine's own time: its processor is as fast as a real one, however slow or busy the
 * one that emulates it.
 */
const PROCESSOR = ['-accel', 'tcg,thread=single', '-smp', '1', '-m', '1024'];

/**
 * While it waits its time leaps on to what it waits for, so that nobody else has to; or passes as ours does, without which a disk
 * of ours would be thousandfold too slow for it.
 */
const WAITING = { leaps: 'shift=0,sleep=off', passes: 'shift=0,sleep=on' } as const;

export const KINDS: Readonly<Record<Architecture, Kind>> = {
  amd64: {
    emulator: 'qemu-system-x86_64',
    // With a hardware watchdog, as a Raspberry Pi has one.
    options: ['-M', 'q35', '-device', 'i6300esb', '-cpu', 'max'],
    console: 'ttyS0',
    findings: 'ttyS1',
    findingsDevice: ['-serial', 'chardev:findings'],
  },
  arm64: {
    emulator: 'qemu-system-aarch64',
    options: ['-M', 'virt', '-cpu', 'cortex-a72'],
    console: 'ttyAMA0',
    findings: 'ttyS0',
    findingsDevice: ['-device', 'pci-serial,chardev=findings'],
  },
};

export interface MachineParts {
  readonly architecture: Architecture;
  readonly kernel: string;
  readonly initrd: string;
  /** As QEMU's `-drive` has them; the first is the root. */
  readonly drives: readonly string[];
  /** A file for what its kernel and programs say; written over. */
  readonly log: string;
  /** It ends by then. */
  readonly seconds: number;
  /** What its time does while it waits. */
  readonly waiting: keyof typeof WAITING;
  /** Further words for the kernel. */
  readonly words?: string;
  /** When it is, at its boot; now, if not given. */
  readonly clock?: Date;
  /** Each line of what its trial says. */
  readonly onLine: (line: string) => void;
}

export interface Machine {
  /** It has turned itself off, was killed, or did not end in time. Resolves to the emulator's last words. */
  readonly ended: Promise<string>;
  /** Takes the power away. Resolves when nothing of it is left. */
  kill(): Promise<void>;
}

/** Boots an emulated machine (no KVM) without network, from a kernel and disks. */
export function startMachine(parts: MachineParts): Machine {
  const { emulator, options } = KINDS[parts.architecture];
  const words = [...options, ...PROCESSOR, '-icount', WAITING[parts.waiting], ...wordsOf(parts)];
  // It must not outlive the one who started it.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', emulator, ...words], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface(child.stdout).on('line', parts.onLine);
  const closed = once(child, 'close');
  const kill = async () => {
    child.kill('SIGKILL');
    await closed;
  };
  const timer = setTimeout(() => void kill(), parts.seconds * 1000);
  const ended = Promise.all([lastWords(child.stderr), closed]).then(([said]) => said);
  void closed.then(() => clearTimeout(timer));
  return { ended, kill };
}

function wordsOf({ architecture, kernel, initrd, drives, log, words = '', clock }: MachineParts): string[] {
  const { console, findingsDevice } = KINDS[architecture];
  const boot = `root=/dev/vda rw console=${console} quiet panic=-1 net.ifnames=0 ${words}`;
  return [
    ...drives.flatMap((drive) => ['-drive', `${drive},if=virtio,format=raw`]),
    ...['-nic', 'none', '-display', 'none', '-monitor', 'none', '-no-reboot'],
    ...['-serial', `file:${log}`, '-chardev', 'stdio,id=findings,signal=off', ...findingsDevice],
    ...['-kernel', kernel, '-initrd', initrd, '-append', boot],
    ...(clock ? ['-rtc', `base=${clock.toISOString().slice(0, 19)}`] : []),
  ];
}

async function lastWords(stream: Readable): Promise<string> {
  let said = '';
  for await (const part of stream) said = `${said}${part}`.slice(-2000);
  return said.trim();
}
