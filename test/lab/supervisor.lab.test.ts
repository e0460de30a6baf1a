import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { REPOSITORY } from './build.ts';
import { environment } from './command.ts';

/** Long enough that a machine with much to do is not taken for a program that hangs. */
const WATCHDOG_MS = 4000;

test('systemd hears that the portal is ready, and again and again that it is well, until it stands still', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-supervisor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const heard = listen(join(folder, 'notify'));
  const portal = startPortal(folder);
  await heard.atLeast(3);
  portal.kill('SIGSTOP');
  await heard.quiet();
  const before = heard.count();
  portal.kill('SIGCONT');
  await heard.atLeast(before + 1);
});

/**
 * Takes datagrams as systemd does, without the file handle that comes with one: once that is gone, the sender knows that it was
 * heard. Node cannot, and socat keeps the handle.
 */
const EAR = `$| = 1; use IO::Socket::UNIX; use Socket;
my $ear = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die $!;
while (defined $ear->recv(my $word, 4096)) { print "$word\n" }`;

/** How often a program has told `systemd` that it is ready and well. */
function listen(socket: string) {
  const child = spawn('perl', ['-e', EAR, socket], { env: environment() });
  onTestFinished(() => void child.kill());
  const heard = new EventEmitter();
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    heard.emit('more');
  });
  const count = () => text.split('READY=1\nWATCHDOG=1').length - 1;
  return {
    count,
    async atLeast(times: number): Promise<void> {
      while (count() < times) await once(heard, 'more');
    },
    /** Resolves once nothing was heard for as long as two words are apart. */
    async quiet(): Promise<void> {
      const silence = () => once(heard, 'more', { signal: AbortSignal.timeout(WATCHDOG_MS / 2) });
      while (await silence().catch(() => false));
    },
  };
}

function startPortal(folder: string) {
  const config = join(folder, 'checkpoint.toml');
  const trial = readFileSync(join(REPOSITORY, 'deploy/laptop/checkpoint.toml'), 'utf8');
  const ports = '[portal]\nport = 18380\n[reporting]\nlisten = "127.0.0.1:18381"\n';
  writeFileSync(config, trial.replaceAll('"data', `"${folder}`) + ports);
  const words = [join(REPOSITORY, 'dist/main.js'), 'portal', '--config', config];
  const env = {
    ...environment(),
    NOTIFY_SOCKET: join(folder, 'notify'),
    WATCHDOG_USEC: String(WATCHDOG_MS * 1000),
  };
  const child = spawn(process.execPath, words, { env, stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
