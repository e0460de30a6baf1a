import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '../example.ts';

/** The real portal on a folder that outlives it, with the simulated gate, and phones on addresses of 127.0.0.0/8. */
export interface Victim {
  readonly pid: number;
  /** The n-th phone looks at the guide: whether its answer came whole. */
  show(phone: number): Promise<boolean>;
  /** It taps: whether its answer came whole. */
  tap(phone: number): Promise<boolean>;
  /** Ends it as a crash would. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** @param folder keeps config and database @param port of the travelers; the next one is the report API's */
export async function startVictim(folder: string, port: number): Promise<Victim> {
  const config = join(folder, 'checkpoint.toml');
  const example = readFileSync(join(ROOT, 'deploy/laptop/checkpoint.toml'), 'utf8').replaceAll(
    '"data',
    `"${folder}`,
  );
  const ports = `[portal]\nport = ${port}\n[reporting]\nlisten = "127.0.0.1:${port + 1}"\n`;
  writeFileSync(config, `${example}${ports}[session]\nmax_clients = 20000\n`);
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), 'portal', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(child);
  return {
    pid: child.pid ?? 0,
    show: (phone) => ask(port, { localAddress: addressOf(phone), method: 'GET', path: '/' }, 200),
    tap: (phone) => ask(port, { localAddress: addressOf(phone), method: 'POST', path: '/accept' }, 303),
    async kill() {
      child.kill('SIGKILL');
      if (child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  for await (const text of child.stderr ?? []) {
    said += text;
    if (said.includes('portal ready')) break;
  }
  if (!said.includes('portal ready')) throw new Error(`it did not start: ${said}`);
}

/** Each phone is another one: its address is all that it is known by. */
function addressOf(phone: number): string {
  return `127.${1 + (phone >> 14)}.${(phone >> 7) & 127}.${1 + (phone & 127)}`;
}

/** Whether it was answered, and with that status. */
function ask(
  port: number,
  asked: { readonly localAddress: string; readonly method: string; readonly path: string },
  wanted: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { host: `localhost:${port}`, 'content-length': 0 };
    request({ host: '127.0.0.1', port, agent: new Agent(), headers, ...asked }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode === wanted));
      answer.on('error', () => resolve(false));
    })
      .on('error', () => resolve(false))
      .end();
  });
}
