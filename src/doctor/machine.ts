import { spawn } from 'node:child_process';
import { promises as dns } from 'node:dns';
import { readdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Box, RunOptions, Said } from './box.ts';

const RUN_MS = 5000;
const NAME_MS = 2000;
const OUTPUT_CHARACTERS_AT_MOST = 4 * 1024 * 1024;

/** The machine that we run on. */
export function createMachineBox(given: Omit<Box, 'node' | 'run' | 'read' | 'list' | 'resolve'>): Box {
  return {
    ...given,
    node: process.versions.node,
    run: runAnyhow,
    read: (path) => readFile(path, 'utf8').catch(() => undefined),
    list: (path) => readdir(path).catch(() => []),
    resolve: resolveName,
  };
}

/** As `Box.run`. */
export function runAnyhow(
  command: string,
  args: readonly string[] = [],
  { input = '', timeoutMs = RUN_MS }: RunOptions = {},
): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    });
    let [stdout, stderr] = ['', ''];
    const take = (text: string) => {
      if (stdout.length + text.length > OUTPUT_CHARACTERS_AT_MOST) child.kill('SIGKILL');
      return text;
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += take(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += take(text);
    });
    child.on('error', () => resolve({ code: undefined, stdout, stderr }));
    child.on('close', (code) => resolve({ code: code ?? undefined, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

async function resolveName(name: string, server: string): Promise<readonly string[]> {
  const resolver = new dns.Resolver({ timeout: NAME_MS, tries: 1 });
  resolver.setServers([isIP(server) === 6 ? `[${server}]` : server]);
  return resolver.resolve4(name);
}
