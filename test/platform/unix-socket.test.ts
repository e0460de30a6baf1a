import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listenOnSocket } from '../../src/platform/unix-socket.ts';
import { temporaryFolder } from '../doubles.ts';

test('the socket has the mode asked for, in a folder made for it', async () => {
  const path = join(temporaryFolder(), 'run', 'gate.sock');
  await listen(path);
  expect(statSync(path).mode & 0o777).toBe(0o660);
});

test('what a killed program left behind is removed', async () => {
  const path = join(temporaryFolder(), 'gate.sock');
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
  expect(existsSync(path)).toBe(true);
  await listen(path);
});

test('one that still answers is another program of ours', async () => {
  const path = join(temporaryFolder(), 'gate.sock');
  await listen(path);
  await expect(listen(path)).rejects.toThrow('is in use');
});

test('a file of that name is somebody`s', async () => {
  const path = join(temporaryFolder(), 'gate.sock');
  writeFileSync(path, 'important');
  await expect(listen(path)).rejects.toThrow('is no socket');
  expect(readFileSync(path, 'utf8')).toBe('important');
});

async function listen(path: string): Promise<void> {
  const server = createServer((socket) => socket.end());
  onTestFinished(() => void server.close());
  await listenOnSocket(server, path, 0o660);
}
