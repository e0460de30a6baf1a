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
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    });
    // Node's own timer for it goes on where there is no such program, and keeps ours from ending.
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let [stdout, stderr] = ['', ''];
    const end = (code: number | undefined) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    };
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
    child.on('error', () => end(undefined));
    child.on('close', (code) => end(code ?? undefined));
    child.stdin.on('error', () => undefined).end(input);
  });
}

async function resolveName(name: string, server: string): Promise<readonly string[]> {
  const resolver = new dns.Resolver({ timeout: NAME_MS, tries: 1 });
  resolver.setServers([isIP(server) === 6 ? `[${server}]` : server]);
  return resolver.resolve4(name);
}
