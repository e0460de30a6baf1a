import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { sh } from '../../machine/programs/shell.ts';

/** What the script printed, run on the box itself and not in the world around it. */
export function box(script: string, seconds?: number): Promise<string> {
  return sh(`exec chroot /proc/1/root sh -c '${script.replaceAll("'", "'\\''")}'`, seconds);
}

/** As a technician types it; what the box answers is told as it comes. Resolves to the last of that. */
export async function type(line: string, seconds: number): Promise<string> {
  const words = ['-k', '2', String(seconds), 'chroot', '/proc/1/root', 'sh', '-c', `cd; ${line} 2>&1`];
  const child = spawn('timeout', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  createInterface(child.stdout).on('line', (text) => {
    said.push(text);
    process.stdout.write(`  | ${text}\n`);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${line}: ${code} ${said.slice(-20).join('\n')}`);
  return said.at(-1) ?? '';
}

/** Seconds since its kernel was started. */
export function uptime(): number {
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
}

/** Says when, in seconds since the kernel's start, something was so. */
export function mark(name: string, detail = ''): void {
  process.stdout.write(`${JSON.stringify({ name, ok: true, seconds: uptime(), detail })}\n`);
}

/** To the kernel's line: all that could tell why. */
export async function tellAll(): Promise<void> {
  const journal = await box(
    'journalctl -b --no-pager -o short-monotonic; systemctl --failed --no-pager; nft list ruleset; ip -d address; ss -lntup',
    90,
  ).catch(String);
  process.stderr.write(`\n${journal}\n`);
}
